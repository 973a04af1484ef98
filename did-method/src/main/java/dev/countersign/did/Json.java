package dev.countersign.did;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict JSON (RFC 8259): UTF-8, one object or list, no duplicate names, bounded depth and size. */
final class Json {
    static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_DEPTH = 16;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode parseObject(byte[] utf8) {
        if (parse(utf8) instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedDidException("RFC 8259 4: not an object (expected: {...})");
    }

    static ArrayNode parseArray(byte[] utf8) {
        if (parse(utf8) instanceof ArrayNode array) {
            return array;
        }
        throw new MalformedDidException("RFC 8259 5: not a list (expected: [...])");
    }

    private static JsonNode parse(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new MalformedDidException("RFC 8259: size (expected: <= " + MAX_BYTES + " bytes)");
        }
        try {
            // Decoded here, strictly: the parser would guess UTF-16 and UTF-32, and mend broken UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonNode value = MAPPER.readTree(text);
            // An escape may be half of a surrogate pair: text that nobody can encode again.
            if (text.contains("\\u") && !StandardCharsets.UTF_8.newEncoder().canEncode(compact(value))) {
                throw new MalformedDidException("RFC 8259 8.2: half of a surrogate pair (expected: Unicode)");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw new MalformedDidException("RFC 8259 8.1: not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new MalformedDidException(
                    "RFC 8259: not JSON, or a name twice, or nested deeper than " + MAX_DEPTH, e);
        } catch (NumberFormatException e) {
            // A fuzzer found it: what is no number to BigDecimal is no error of Jackson's own.
            throw new MalformedDidException("RFC 8259 6: number (expected: an exponent that can be counted)", e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Returns the tree of a value made of strings, numbers, booleans, lists and maps. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Returns the value as JSON text without white space, not necessarily encodable. */
    static String compact(JsonNode value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    static byte[] print(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    /** Returns the text of a value that must be a string. */
    static String text(@Nullable JsonNode value, String member) {
        if (value == null || !value.isTextual()) {
            throw new MalformedDidException(member + " (expected: a string)");
        }
        return value.textValue();
    }
}
