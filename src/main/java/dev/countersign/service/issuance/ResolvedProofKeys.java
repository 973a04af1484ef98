package dev.countersign.service.issuance;

import dev.countersign.did.Did;
import dev.countersign.did.DidJwk;
import dev.countersign.did.DidKey;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.Resolution;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vci.ProofKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;

/**
 * Keys of proofs that name a DID: did:jwk and did:key, which hold the key themselves. So no wallet makes us fetch
 * anything.
 */
@ApplicationScoped
class ResolvedProofKeys implements ProofKeys {
    private final DidResolver resolver = DidResolver.of(new DidKey(), new DidJwk());

    ResolvedProofKeys() {}

    @Override
    public Verification<PublicKey> find(String didUrl) {
        try {
            DidUrl name = DidUrl.parse(didUrl);
            Did did = name.did();
            if (resolver.resolve(did) instanceof Resolution.Resolved resolved) {
                return resolved.document()
                        .key(name, VerificationRelationship.AUTHENTICATION)
                        .map(Verification::verified)
                        .orElseGet(() -> unknown("the DID has no such key for authentication"));
            }
            return unknown("the DID cannot be resolved (expected: did:jwk or did:key)");
        } catch (MalformedDidException e) {
            return unknown("kid is not a DID URL");
        }
    }

    private static Verification<PublicKey> unknown(String detail) {
        return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, detail);
    }
}
