package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;

/** The one form of a JSON value that is hashed and signed (JCS, RFC 8785). */
final class Jcs {
    private Jcs() {}

    static byte[] canonical(JsonNode value) {
        return canonical(Json.compact(value));
    }

    /**
     * Returns the canonical form of an object or a list.
     *
     * @throws MalformedDidException when it has none: a number beyond the double, or half of a surrogate pair
     */
    static byte[] canonical(String json) {
        try {
            String canonical = new JsonCanonicalizer(json).getEncodedString();
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(canonical));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new MalformedDidException("RFC 8785 3.2.2.2: half of a surrogate pair (expected: Unicode)", e);
        } catch (IOException e) {
            throw new MalformedDidException("RFC 8785: no canonical form", e);
        }
    }
}
