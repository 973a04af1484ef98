package dev.countersign.protocol;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parameters as {@code application/x-www-form-urlencoded}, in a body or a query.
 *
 * <p>OAuth parameters stand at most once (RFC 6749 section 3.1): {@link #single} refuses a second.
 */
public final class FormParameters {
    private static final int MAX_PARAMETERS = 100;

    private final List<Pair> pairs;

    private FormParameters(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /** A name and its value, decoded. */
    public record Pair(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Reads a body or a query without its question mark.
     *
     * @throws MalformedInputException when an escape is broken or there are more than a hundred
     */
    public static FormParameters parse(String encoded) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : encoded.split("&", MAX_PARAMETERS + 1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (pairs.size() == MAX_PARAMETERS) {
                throw new MalformedInputException("form: parameters (expected: at most " + MAX_PARAMETERS + ")");
            }
            int equals = part.indexOf('=');
            pairs.add(new Pair(
                    decode(equals < 0 ? part : part.substring(0, equals)),
                    equals < 0 ? "" : decode(part.substring(equals + 1))));
        }
        return new FormParameters(pairs);
    }

    /** Returns the parameters of a form that somebody else took apart. */
    public static FormParameters of(List<Pair> pairs) {
        return new FormParameters(List.copyOf(pairs));
    }

    /** Returns the parameters encoded and joined. */
    public static String print(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> encode(pair.name()) + "=" + encode(pair.value()))
                .collect(Collectors.joining("&"));
    }

    /** Returns the names of all parameters. */
    public Set<String> names() {
        return pairs.stream().map(Pair::name).collect(Collectors.toSet());
    }

    /**
     * Returns the value of a parameter; one without a value counts as absent (RFC 6749 section 3.1).
     *
     * @throws MalformedInputException when it stands there twice
     */
    public Optional<String> single(String name) {
        Optional<String> found = Optional.empty();
        boolean seen = false;
        for (Pair pair : pairs) {
            if (pair.name().equals(name)) {
                if (seen) {
                    throw new MalformedInputException("RFC 6749 3.1: " + name + " is repeated (expected: once)");
                }
                seen = true;
                found = Optional.of(pair.value()).filter(value -> !value.isEmpty());
            }
        }
        return found;
    }

    /**
     * Returns the value of a parameter that must be there.
     *
     * @throws MalformedInputException when it is absent or stands there twice
     */
    public String required(String name) {
        return single(name).orElseThrow(() -> new MalformedInputException("RFC 6749 3.2: " + name + " is missing"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (UnsupportedEncodingException | IllegalArgumentException e) {
            throw new MalformedInputException("form: escape (expected: per cent and two hex digits, UTF-8)", e);
        }
    }

    private static String encode(String text) {
        try {
            return URLEncoder.encode(text, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every platform has UTF-8", e);
        }
    }
}
