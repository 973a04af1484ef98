package dev.countersign.service.holder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidUrl;
import dev.countersign.did.MalformedDidException;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.Jws;
import java.time.Instant;
import java.util.Optional;

/**
 * A customer's proof of control of a DID, unverified: a JWS by a key of the DID's {@code authentication} relationship.
 * Header: {@code typ} {@value #TYPE}, {@code kid} the key's DID URL. Claims: {@code iss} the DID, {@code aud} our public
 * URL, {@code nonce} the challenge, {@code iat}.
 *
 * @param key the DID URL that the header names
 */
public record DidProof(Jws jws, DidUrl key) {
    /** So that no other signature of the same key can pass for this one. */
    public static final String TYPE = "countersign-did-proof+jwt";

    private static final String WHERE = "Countersign: proof of a DID";
    private static final int MAX_CHARS = 8_192;

    /** What the proof says, once its signature was verified. */
    record Claims(Did issuer, String audience, String nonce, Instant issuedAt) {
        static Claims of(ObjectNode json) {
            JsonMembers members = JsonMembers.of(json, WHERE);
            return new Claims(
                    did(members.text("iss")), members.text("aud"), members.text("nonce"), members.numericDate("iat"));
        }

        @Override
        public String toString() {
            return "Claims";
        }
    }

    /**
     * Reads a proof.
     *
     * @throws MalformedInputException when it is no JWS of this type that names its key by a DID URL
     */
    public static DidProof parse(String compact) {
        if (compact.length() > MAX_CHARS) {
            throw new MalformedInputException(WHERE + ": size (expected: <= " + MAX_CHARS + " characters)");
        }
        Jws jws = Jws.parse(compact);
        if (!jws.type().equals(Optional.of(TYPE))) {
            throw new MalformedInputException(WHERE + ": typ (expected: " + TYPE + ")");
        }
        String keyId = jws.keyId().orElseThrow(() -> new MalformedInputException(WHERE + ": kid is missing"));
        try {
            return new DidProof(jws, DidUrl.parse(keyId));
        } catch (MalformedDidException e) {
            throw new MalformedInputException(WHERE + ": kid (expected: the DID URL of a key)", e);
        }
    }

    /**
     * Reads a DID that came from outside.
     *
     * @throws MalformedInputException when it is none
     */
    public static Did did(String text) {
        try {
            return Did.parse(text);
        } catch (MalformedDidException e) {
            throw new MalformedInputException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return "DidProof";
    }
}
