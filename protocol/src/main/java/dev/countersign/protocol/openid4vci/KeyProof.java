package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Proof that a wallet holds the key a credential shall be bound to: type {@code jwt} (appendix F.1). */
public final class KeyProof {
    /** How old a proof may be; refused at exactly that age. */
    public static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** How far in the future it may lie, because clocks differ. */
    public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

    private static final String WHERE = "OpenID4VCI F.1";

    private KeyProof() {}

    /**
     * What a proof is made for.
     *
     * @param credentialIssuer its identifier
     * @param nonce the {@code c_nonce}
     */
    public record Purpose(String credentialIssuer, String nonce) {
        @Override
        public String toString() {
            return "Purpose[" + credentialIssuer + "]";
        }
    }

    /**
     * What the issuer demands of a proof.
     *
     * @param credentialIssuer its identifier
     * @param nonces whether a nonce is good now; asked only for proofs that pass everything else
     * @param clientId of the token, absent with anonymous access: then {@code iss} must be absent too
     */
    public record Demand(
            String credentialIssuer,
            Predicate<String> nonces,
            Optional<String> clientId,
            Set<SignatureAlgorithm> algorithms) {
        /** Copies the set. */
        public Demand {
            algorithms = Set.copyOf(algorithms);
        }
    }

    /** Makes a proof without {@code iss}, as anonymous access wants it; compact. */
    public static String make(Purpose purpose, JwsSigner signer, PublicJwk key, Instant now) {
        ObjectNode header = Json.object().put("typ", OpenId4Vci.PROOF_TYPE);
        header.set("jwk", key.toJson());
        ObjectNode claims = Json.object()
                .put("aud", purpose.credentialIssuer())
                .put("iat", now.getEpochSecond())
                .put("nonce", purpose.nonce());
        return Jws.sign(header, Json.print(claims), signer).compact();
    }

    /**
     * Judges a proof by the steps of appendix F.4.
     *
     * @param compact untrusted
     * @return the key that the wallet holds; Rejected for {@link RejectionReason#WRONG_NONCE} is error
     *     {@code invalid_nonce}, for every other reason {@code invalid_proof}
     */
    public static Verification<PublicJwk> verify(String compact, Demand demand, ProofKeys keys, Instant now) {
        try {
            Jws jws = Jws.parse(compact);
            // F.4: explicitly typed.
            if (!jws.type().equals(Optional.of(OpenId4Vci.PROOF_TYPE))) {
                return Verification.rejected(
                        RejectionReason.WRONG_TYPE, WHERE + ": typ (expected: " + OpenId4Vci.PROOF_TYPE + ")");
            }
            // F.4: one key, not a private one; an asymmetric algorithm that is supported; the signature verifies.
            return key(jws.header(), keys).then(key -> jws.verify(key, demand.algorithms())
                    .then(claims -> judge(JsonMembers.of(claims, WHERE), demand, now))
                    .then(accepted -> Verification.verified(PublicJwk.of(key))));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, e.getMessage());
        }
    }

    private static Verification<PublicKey> key(ObjectNode header, ProofKeys keys) {
        int named = (header.has("jwk") ? 1 : 0) + (header.has("kid") ? 1 : 0) + (header.has("x5c") ? 1 : 0);
        if (named != 1) {
            throw new MalformedInputException(WHERE + " (expected: exactly one of jwk, kid and x5c)");
        }
        JsonNode jwk = header.get("jwk");
        if (jwk != null) {
            return Verification.verified(PublicJwk.parse(jwk).toPublicKey());
        }
        JsonNode chain = header.get("x5c");
        if (chain != null) {
            // Who certified the holder's key is no matter here; that the holder has it, is.
            return Verification.verified(
                    PublicJwk.of(CertificateChain.parse(chain).leaf().getPublicKey())
                            .toPublicKey());
        }
        String kid = JsonMembers.of(header, WHERE).text("kid");
        if (!kid.startsWith("did:")) {
            throw new MalformedInputException(WHERE + ": kid (expected: a DID URL)");
        }
        return keys.find(kid);
    }

    private static Verification<Instant> judge(JsonMembers claims, Demand demand, Instant now) {
        // F.4: iss is the client_id, and absent with anonymous access.
        if (!claims.optionalText("iss").equals(demand.clientId()) && claims.has("iss")) {
            return Verification.rejected(RejectionReason.CLIENT_INVALID, WHERE + ": iss is not the client");
        }
        // F.1: aud is the credential issuer identifier, a string.
        if (!claims.text("aud").equals(demand.credentialIssuer())) {
            return Verification.rejected(RejectionReason.WRONG_AUDIENCE, WHERE + ": aud is somebody else");
        }
        // F.4: creation time within an acceptable window.
        Instant issuedAt = claims.numericDate("iat");
        if (issuedAt.isAfter(now.plus(MAX_CLOCK_SKEW))) {
            return Verification.rejected(RejectionReason.NOT_YET_VALID, WHERE + ": iat is in the future");
        }
        if (!now.isBefore(issuedAt.plus(MAX_AGE))) {
            return Verification.rejected(RejectionReason.STALE, WHERE + ": iat is more than " + MAX_AGE + " ago");
        }
        // F.4: the nonce is one that the server provided.
        if (!demand.nonces().test(claims.text("nonce"))) {
            return Verification.rejected(RejectionReason.WRONG_NONCE, WHERE + ": nonce is not good (any more)");
        }
        return Verification.verified(issuedAt);
    }
}
