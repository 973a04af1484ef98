package dev.countersign.service.issuance;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.openid4vci.CredentialError;
import dev.countersign.protocol.openid4vci.KeyProof;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies the key proofs of one request: all of them or none. */
@ApplicationScoped
class ProvenKeys {
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            EnumSet.of(SignatureAlgorithm.ES256, SignatureAlgorithm.ES384, SignatureAlgorithm.EDDSA);

    private final Nonces nonces;
    private final ResolvedProofKeys didKeys;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ProvenKeys(Nonces nonces, ResolvedProofKeys didKeys, PublicUrl publicUrl, Clock clock) {
        this.nonces = nonces;
        this.didKeys = didKeys;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** The keys, in the order of their proofs, and the nonces they were proven with. */
    record Proven(List<PublicJwk> keys, Set<String> nonces) {
        @Override
        public String toString() {
            return "Proven[" + keys.size() + "]";
        }
    }

    /**
     * Verifies; may use the network to resolve a DID.
     *
     * @throws CredentialRefusedException when one proof is wrong, or two prove the same key
     */
    Proven verify(List<String> proofs) {
        List<PublicJwk> keys = new ArrayList<>();
        Set<String> thumbprints = new HashSet<>();
        Set<String> used = new HashSet<>();
        KeyProof.Demand demand = new KeyProof.Demand(
                publicUrl.uri().toString(),
                nonce -> nonces.isGood(nonce) && remember(used, nonce),
                Optional.empty(),
                ALGORITHMS);
        for (String proof : proofs) {
            PublicJwk key = KeyProof.verify(proof, demand, didKeys, clock.instant())
                    .fold(Verification.Verified::value, ProvenKeys::refused, ProvenKeys::undecided);
            // Two copies with one key could be linked, which is what copies are there to prevent.
            if (!thumbprints.add(key.thumbprint())) {
                throw new CredentialRefusedException(CredentialError.INVALID_PROOF, "the same key twice");
            }
            keys.add(key);
        }
        return new Proven(keys, used);
    }

    private static boolean remember(Set<String> used, String nonce) {
        used.add(nonce);
        return true;
    }

    private static PublicJwk refused(Verification.Rejected<PublicJwk> rejected) {
        throw new CredentialRefusedException(
                rejected.reason() == RejectionReason.WRONG_NONCE
                        ? CredentialError.INVALID_NONCE
                        : CredentialError.INVALID_PROOF,
                rejected.detail());
    }

    private static PublicJwk undecided(Verification.Undecided<PublicJwk> undecided) {
        throw new CredentialRefusedException(
                CredentialError.INVALID_PROOF, "the key's DID cannot be resolved now; try again");
    }
}
