package dev.countersign.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object, each by its name and type, once, at the edge.
 *
 * <p>What is missing or of another type is malformed; the message names the specification and the member, never the
 * value. A member that is {@code null} counts as of another type, not as absent.
 */
public final class JsonMembers {
    /** Longest string that {@link #text} reads, in UTF-16 code units. */
    public static final int MAX_TEXT_LENGTH = 16_384;

    private static final long LATEST_NUMERIC_DATE = 253_402_300_799L;

    private final ObjectNode object;
    private final String where;

    private JsonMembers(ObjectNode object, String where) {
        this.object = object;
        this.where = where;
    }

    /**
     * Begins to read an object.
     *
     * @param where specification and section for messages, as in {@code "OpenID4VCI 4.1.1"}
     * @throws MalformedInputException when it is not an object
     */
    public static JsonMembers of(@Nullable JsonNode json, String where) {
        if (json instanceof ObjectNode object) {
            return new JsonMembers(object, where);
        }
        throw new MalformedInputException(where + ": not an object (expected: {...})");
    }

    /** Returns whether there is a member of this name, of whatever type. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Refuses every member that is not one of these. */
    public JsonMembers only(String... names) {
        Set<String> known = Set.copyOf(Arrays.asList(names));
        for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
            if (!known.contains(all.next())) {
                throw new MalformedInputException(
                        where + ": unknown member (expected: only " + String.join(", ", names) + ")");
            }
        }
        return this;
    }

    /** Returns a string that must be there and must not be empty. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Returns a string that may be absent but not empty. */
    public Optional<String> optionalText(String name) {
        return optionalText(name, MAX_TEXT_LENGTH);
    }

    /** Returns a string of up to this many UTF-16 code units that must be there and must not be empty. */
    public String text(String name, int maxLength) {
        return optionalText(name, maxLength).orElseThrow(() -> missing(name));
    }

    /** Returns a string of up to this many UTF-16 code units that may be absent but not empty. */
    public Optional<String> optionalText(String name, int maxLength) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > maxLength) {
            throw malformed(name, "a string of 1 to " + maxLength + " characters");
        }
        return Optional.of(value.textValue());
    }

    /** Returns an absolute URI with a scheme that must be there. */
    public URI uri(String name) {
        return optionalUri(name).orElseThrow(() -> missing(name));
    }

    /** Returns an absolute URI with a scheme that may be absent. */
    public Optional<URI> optionalUri(String name) {
        return optionalText(name).map(text -> {
            try {
                URI uri = new URI(text);
                if (uri.isAbsolute()) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw new MalformedInputException(where + ": " + name + " (expected: an absolute URI)", e);
            }
            throw malformed(name, "an absolute URI");
        });
    }

    /** Returns an integer between two bounds, both included, that must be there. */
    public long integer(String name, long min, long max) {
        return optionalInteger(name, min, max).orElseThrow(() -> missing(name));
    }

    /** Returns an integer between two bounds, both included, that may be absent. */
    public Optional<Long> optionalInteger(String name, long min, long max) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw malformed(name, "an integer between " + min + " and " + max);
        }
        return Optional.of(value.longValue());
    }

    /** Returns a number that must be there, exact. */
    public BigDecimal number(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw missing(name);
        }
        if (!value.isNumber()) {
            throw malformed(name, "a number");
        }
        return value.decimalValue();
    }

    /** Returns a boolean that may be absent. */
    public Optional<Boolean> optionalTruth(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw malformed(name, "true or false");
        }
        return Optional.of(value.booleanValue());
    }

    /** Returns an RFC 3339 time that must be there. */
    public Instant time(String name) {
        try {
            return OffsetDateTime.parse(text(name), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new MalformedInputException(where + ": " + name + " (expected: an RFC 3339 time)", e);
        }
    }

    /** Returns a NumericDate of RFC 7519, whole or decimal seconds, that must be there. */
    public Instant numericDate(String name) {
        return optionalNumericDate(name).orElseThrow(() -> missing(name));
    }

    /** Returns a NumericDate of RFC 7519, whole or decimal seconds, that may be absent. Fractions are dropped. */
    public Optional<Instant> optionalNumericDate(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber()
                || value.decimalValue().signum() < 0
                || value.decimalValue().compareTo(BigDecimal.valueOf(LATEST_NUMERIC_DATE)) > 0) {
            throw malformed(name, "seconds since 1970");
        }
        return Optional.of(Instant.ofEpochSecond(value.decimalValue().longValue()));
    }

    /** Returns an array of non-empty strings that must be there; the array may be empty. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()
                    || element.textValue().isEmpty()
                    || element.textValue().length() > MAX_TEXT_LENGTH) {
                throw malformed(name, "an array of strings of 1 to " + MAX_TEXT_LENGTH + " characters");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** Returns an array that must be there. */
    public ArrayNode array(String name) {
        if (object.get(name) instanceof ArrayNode array) {
            return array;
        }
        throw object.has(name) ? malformed(name, "an array") : missing(name);
    }

    /** Returns the members of an object that must be there. */
    public JsonMembers object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    /** Returns the members of an object that may be absent. */
    public Optional<JsonMembers> optionalObject(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode inner) {
            return Optional.of(new JsonMembers(inner, where + ": " + name));
        }
        throw malformed(name, "an object");
    }

    /** Returns the members of each object of an array that must be there. */
    public List<JsonMembers> objects(String name) {
        List<JsonMembers> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            objects.add(of(element, where + ": " + name));
        }
        return objects;
    }

    /** Returns the names of all members, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Returns a copy of the object that is read. */
    public ObjectNode json() {
        return object.deepCopy();
    }

    /** Returns how a time stands in our JSON: RFC 3339, UTC, to the millisecond. */
    public static String print(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(
                time.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
    }

    private MalformedInputException missing(String name) {
        return new MalformedInputException(where + ": " + name + " is missing");
    }

    private MalformedInputException malformed(String name, String expected) {
        return new MalformedInputException(where + ": " + name + " (expected: " + expected + ")");
    }
}
