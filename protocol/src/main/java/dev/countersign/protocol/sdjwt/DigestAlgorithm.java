package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hash algorithms that are secure enough for us (RFC 9901 section 9.4); names as registered, case-sensitive. */
enum DigestAlgorithm {
    SHA_256("sha-256", "SHA-256"),
    SHA_384("sha-384", "SHA-384"),
    SHA_512("sha-512", "SHA-512");

    private final String wireName;
    private final String jcaName;

    DigestAlgorithm(String wireName, String jcaName) {
        this.wireName = wireName;
        this.jcaName = jcaName;
    }

    String wireName() {
        return wireName;
    }

    /** Returns what the claim {@code _sd_alg} names; without the claim it is sha-256 (RFC 9901 section 4.1.1). */
    static Optional<DigestAlgorithm> of(ObjectNode payload) {
        JsonNode name = payload.get(Rfc9901.SD_ALG);
        if (name == null) {
            return Optional.of(SHA_256);
        }
        for (DigestAlgorithm algorithm : values()) {
            if (name.isTextual() && algorithm.wireName.equals(name.textValue())) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Returns the base64url digest of these characters, all of them ASCII. */
    String digest(String ascii) {
        return digest(newDigest(), ascii);
    }

    /** Returns a digest to use again and again; asking the providers for one costs as much as hashing a disclosure. */
    MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has " + jcaName, e);
        }
    }

    static String digest(MessageDigest digest, String ascii) {
        return Base64Url.encode(digest.digest(ascii.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
