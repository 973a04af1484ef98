package dev.countersign.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON Canonicalization Scheme (RFC 8785): one sequence of bytes for one value, to hash or sign. */
public final class Jcs {
    private Jcs() {}

    /**
     * Returns the canonical form, UTF-8.
     *
     * <p>Numbers are IEEE 754 doubles there (RFC 8785 section 3.2.2.3): digits beyond that are lost.
     *
     * @throws MalformedInputException when a number is beyond the doubles
     */
    public static byte[] canonicalize(JsonNode value) {
        try {
            if (value.isContainerNode()) {
                return new JsonCanonicalizer(Json.print(value)).getEncodedUTF8();
            }
            // The library reads objects and arrays only: a lone value goes through it between brackets.
            byte[] inArray = canonicalize(Json.object().arrayNode().add(value));
            return Arrays.copyOfRange(inArray, 1, inArray.length - 1);
        } catch (IOException e) {
            throw new MalformedInputException("RFC 8785 3.2: not I-JSON (expected: numbers that are doubles)", e);
        }
    }
}
