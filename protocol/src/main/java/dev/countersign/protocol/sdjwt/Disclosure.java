package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One disclosure (RFC 9901 section 4.2): {@code [salt, name, value]} of an object's member or {@code [salt, value]} of an
 * array's element. Whether its digest stands where it belongs is for verification to say.
 */
public final class Disclosure {
    private static final int ELEMENT_PARTS = 2;
    private static final int MEMBER_PARTS = 3;
    private static final int SALT_BYTES = 16;

    private final String encoded;
    private final @Nullable String name;
    private final JsonNode value;

    private Disclosure(String encoded, @Nullable String name, JsonNode value) {
        this.encoded = encoded;
        this.name = name;
        this.value = value;
    }

    /**
     * Reads a disclosure as it stands between two tildes.
     *
     * @throws MalformedInputException when it is not base64url of a JSON array of a string, for a member another string,
     *     and a value
     */
    static Disclosure parse(String encoded) {
        if (!(Json.parse(Base64Url.decode(encoded)) instanceof ArrayNode array)
                || array.size() < ELEMENT_PARTS
                || array.size() > MEMBER_PARTS
                || !array.get(0).isTextual()) {
            throw new MalformedInputException("RFC 9901 4.2: disclosure (expected: an array of 2 or 3, salt first)");
        }
        if (array.size() == ELEMENT_PARTS) {
            return new Disclosure(encoded, null, array.get(1));
        }
        if (!array.get(1).isTextual()) {
            throw new MalformedInputException("RFC 9901 4.2.1: disclosure (expected: a string as name)");
        }
        return new Disclosure(encoded, array.get(1).textValue(), array.get(2));
    }

    static Disclosure ofMember(byte[] salt, String name, JsonNode value) {
        ArrayNode array = Json.object().arrayNode(MEMBER_PARTS);
        array.add(Base64Url.encode(salt)).add(name).add(value);
        return new Disclosure(Base64Url.encode(Json.print(array)), name, value);
    }

    static Disclosure ofElement(byte[] salt, JsonNode value) {
        ArrayNode array = Json.object().arrayNode(ELEMENT_PARTS);
        array.add(Base64Url.encode(salt)).add(value);
        return new Disclosure(Base64Url.encode(Json.print(array)), null, value);
    }

    /** Returns 128 random bits (RFC 9901 section 9.3). */
    static byte[] salt(RandomSource random) {
        return random.bytes(SALT_BYTES);
    }

    /** Returns the text as it was received, or made; this is what is hashed. */
    public String encoded() {
        return encoded;
    }

    /** Returns the name of the member; empty for an array element. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Returns a copy of the value; it may hold digests of further disclosures. */
    public JsonNode value() {
        return value.deepCopy();
    }

    /** Returns the value itself, to be read only. */
    JsonNode sharedValue() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Disclosure disclosure && encoded.equals(disclosure.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** Tells nothing of its content. */
    @Override
    public String toString() {
        return "Disclosure[" + encoded.length() + " characters]";
    }
}
