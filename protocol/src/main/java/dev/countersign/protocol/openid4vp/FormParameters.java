package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.MalformedInputException;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters of an {@code application/x-www-form-urlencoded} body or of a URI's query, each at most once (RFC 6749
 * section 3.1).
 */
public record FormParameters(Map<String, String> values) {
    /** The media type of such a body. */
    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    /** Longest text that is read, in characters. */
    public static final int MAX_CHARS = 1 << 20;

    private static final int MAX_PARAMETERS = 64;

    /** Copies the map. */
    public FormParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads {@code a=b&c=d}.
     *
     * @throws MalformedInputException when a parameter comes twice, an escape is broken, or a bound is passed
     */
    public static FormParameters parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw malformed("size: " + text.length() + " characters (expected: <= " + MAX_CHARS + ")");
        }
        Map<String, String> values = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                add(text.substring(start, end), values);
            }
            start = end + 1;
        }
        return new FormParameters(values);
    }

    private static void add(String pair, Map<String, String> values) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (values.put(name, value) != null) {
            throw malformed("a parameter twice (expected: once)");
        }
        if (values.size() > MAX_PARAMETERS) {
            throw malformed("parameters (expected: <= " + MAX_PARAMETERS + ")");
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException("RFC 6749 3.1: form: a broken escape", e);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every platform has UTF-8", e);
        }
    }

    /** Returns the value of a parameter; an empty value counts as none (RFC 6749 section 3.1). */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** Returns {@code a=b&c=d}. */
    public String print() {
        return values.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        try {
            return URLEncoder.encode(text, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every platform has UTF-8", e);
        }
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return "FormParameters" + values.keySet();
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("RFC 6749 3.1: form: " + what);
    }
}
