package dev.countersign.service.holder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Accepts a customer's proof of control of a DID, once. The DID is resolved outside any transaction: its document may lie
 * on somebody's web server. It is resolved anew, so that a key that was given up proves nothing. What is verified is
 * recorded by compare-and-set on the challenge.
 */
@ApplicationScoped
public class ProveDid {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration MAX_SKEW = Duration.ofMinutes(1);

    private final CustomerDids dids;
    private final ReadAuthenticationKeys keys;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ProveDid(CustomerDids dids, ReadAuthenticationKeys keys, PublicUrl publicUrl, Clock clock) {
        this.dids = dids;
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Judges the proof and, when it holds, records it. */
    public Verification<CustomerDid> prove(CustomerDid claimed, DidProof proof) {
        if (!proof.key().did().equals(claimed.did())) {
            return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "kid is a key of another DID");
        }
        Instant begun = clock.instant();
        AuthenticationKeys found = keys.of(claimed.did());
        if (found instanceof AuthenticationKeys.Unknown unknown) {
            return Verification.undecided(Dependency.DID_DOCUMENT, unknown.retryAfter());
        }
        if (!(found instanceof AuthenticationKeys.Current current)) {
            return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "the DID was given up and has no keys");
        }
        Optional<PublicKey> key = current.document().key(proof.key(), VerificationRelationship.AUTHENTICATION);
        if (key.isEmpty()) {
            return Verification.rejected(
                    RejectionReason.ISSUER_KEY_UNKNOWN, "kid is no key of the DID's authentication relationship");
        }
        return proof.jws()
                .verify(key.get(), EnumSet.allOf(SignatureAlgorithm.class))
                .then(claims -> current(claims, claimed))
                .then(nonce -> record(claimed, nonce, new Signer(key.get(), current.thumbprints(), begun)));
    }

    /** The key that signed, those that stood beside it, and when we began to look for them. */
    private record Signer(PublicKey key, Set<String> keys, Instant lookedAt) {}

    private Verification<String> current(ObjectNode json, CustomerDid claimed) {
        DidProof.Claims claims;
        try {
            claims = DidProof.Claims.of(json);
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!claims.issuer().equals(claimed.did())) {
            return Verification.rejected(RejectionReason.CLAIM_INVALID, "iss is another DID");
        }
        if (!claims.audience().equals(publicUrl.uri().toString())) {
            return Verification.rejected(RejectionReason.WRONG_AUDIENCE, "aud (expected: " + publicUrl.uri() + ")");
        }
        Instant now = clock.instant();
        // Refused at exactly that age.
        if (!now.isBefore(claims.issuedAt().plus(MAX_AGE)) || now.plus(MAX_SKEW).isBefore(claims.issuedAt())) {
            return Verification.rejected(RejectionReason.STALE, "iat (expected: within " + MAX_AGE + ")");
        }
        return Verification.verified(claims.nonce());
    }

    private Verification<CustomerDid> record(CustomerDid claimed, String nonce, Signer signer) {
        DidControl.Proven proven = new DidControl.Proven(
                clock.instant(), PublicJwk.of(signer.key()).thumbprint(), signer.keys(), signer.lookedAt());
        if (!dids.prove(claimed, nonce, proven)) {
            return Verification.rejected(
                    RejectionReason.WRONG_NONCE, "nonce is not the challenge that was given, or it has expired");
        }
        return Verification.verified(dids.find(claimed.customer(), claimed.id()).orElse(claimed));
    }
}
