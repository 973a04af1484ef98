package dev.countersign.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.PublicJwk;
import java.util.Optional;

/**
 * The public half of the key with which a wallet reads messages: P-256, for key agreement and nothing else. Its {@code kid} is its
 * thumbprint (RFC 7638).
 */
public final class RecipientKey {
    private static final String WHERE = "Countersign message: message_key";

    private final PublicJwk jwk;

    private RecipientKey(PublicJwk jwk) {
        this.jwk = jwk.withKeyId(jwk.thumbprint());
    }

    /**
     * Returns the key that this is.
     *
     * @throws MalformedInputException when it is on another curve
     */
    public static RecipientKey of(PublicJwk key) {
        if (!key.member("crv").equals(Optional.of("P-256"))) {
            throw new MalformedInputException(WHERE + ": crv (expected: P-256)");
        }
        return new RecipientKey(PublicJwk.of(key.toPublicKey()));
    }

    /**
     * Reads a public JWK.
     *
     * @param json untrusted
     * @throws MalformedInputException when it is not one of P-256, its point is not on the curve, it carries a private member, or
     *     it is said to be for something else
     */
    public static RecipientKey parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        PublicJwk key = PublicJwk.parse(json);
        members.only("kty", "crv", "x", "y", "use", "alg", "kid");
        if (key.member("use").filter(use -> !use.equals("enc")).isPresent()
                || key.member("alg").filter(alg -> !alg.equals("ECDH-ES")).isPresent()) {
            throw new MalformedInputException(WHERE + ": use or alg (expected: enc, ECDH-ES, or nothing)");
        }
        return of(key);
    }

    /** Returns the key, under its thumbprint as {@code kid}. */
    public PublicJwk jwk() {
        return jwk;
    }

    /** Returns its thumbprint (RFC 7638). */
    public String thumbprint() {
        return jwk.thumbprint();
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        return PublicJwk.of(jwk.toPublicKey()).toJson();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecipientKey key && jwk.isSameKeyAs(key.jwk);
    }

    @Override
    public int hashCode() {
        return thumbprint().hashCode();
    }

    @Override
    public String toString() {
        return "RecipientKey[" + thumbprint() + "]";
    }
}
