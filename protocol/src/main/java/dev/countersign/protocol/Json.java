package dev.countersign.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Strict JSON (RFC 8259): UTF-8, one value, no duplicate member names, bounded depth and size.
 *
 * <p>Numbers keep their digits: integers of any size and decimals are exact.
 */
public final class Json {
    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 32;

    /** Longest text that is read, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Names come from strangers: they do not belong in the JVM's table of strings.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader READER = MAPPER.reader();

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws MalformedInputException when it is not strict JSON within the bounds
     */
    public static JsonNode parse(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new MalformedInputException(
                    "RFC 8259: size: " + utf8.length + " bytes (expected: <= " + MAX_BYTES + ")");
        }
        String text = text(utf8);
        try {
            JsonNode value = READER.readTree(text);
            if (value.isMissingNode()) {
                throw new MalformedInputException("RFC 8259 2: nothing there (expected: one JSON value)");
            }
            if (text.contains("\\u")) {
                refuseHalfCharacters(value);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedInputException(
                    "RFC 8259: not JSON, or a name twice, or nested deeper than " + MAX_DEPTH, e);
        } catch (NumberFormatException e) {
            // A fuzzer found it: what is no number to BigDecimal is no error of Jackson's own.
            throw new MalformedInputException("RFC 8259 6: number (expected: an exponent that can be counted)", e);
        }
    }

    /** Decodes here, strictly: the parser would guess UTF-16 and UTF-32, and mend broken UTF-8. */
    private static String text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        // The quick way puts this character wherever something is broken; only then is it worth while to look closer.
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedInputException("RFC 8259 8.1: not UTF-8", e);
        }
    }

    /** RFC 7493 2.1: half of a surrogate pair is no character and can never be written as UTF-8 again. */
    private static void refuseHalfCharacters(JsonNode value) {
        if (value.isTextual()) {
            refuseHalfCharacters(value.textValue());
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            refuseHalfCharacters(member.getKey());
        }
        value.forEach(Json::refuseHalfCharacters);
    }

    private static void refuseHalfCharacters(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedInputException("RFC 7493 2.1: half of a surrogate pair");
        }
    }

    /**
     * Reads one JSON value.
     *
     * @throws MalformedInputException when it is not strict JSON within the bounds
     */
    public static JsonNode parse(String text) {
        refuseHalfCharacters(text);
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads one JSON object.
     *
     * @throws MalformedInputException when it is not strict JSON within the bounds, or another kind of value
     */
    public static ObjectNode parseObject(byte[] utf8) {
        if (parse(utf8) instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedInputException("RFC 8259 4: not an object (expected: {...})");
    }

    /** Returns an empty object to fill. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns the value as UTF-8 without white space; members in the order in which they were put. */
    public static byte[] print(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}
