package dev.countersign.did;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Approves new entries of other people's logs (did:webvh 1.0, "Witnessing a DID Version Update").
 *
 * <p>Never approves two entries that follow on one: a controller cannot have two histories witnessed. Whether an update is
 * welcome at all is for whoever calls to decide.
 */
public final class WebVhWitness {
    private final ProofSigner signer;
    private final Approvals approvals;
    private final Clock clock;

    /** Makes one whose DID is the did:key of the signer. */
    public WebVhWitness(ProofSigner signer, Approvals approvals, Clock clock) {
        this.signer = signer;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** What this witness approved; its memory must outlive the process. */
    public interface Approvals {
        /**
         * Remembers, once for each former version, which version follows on it. Atomic; durable when it returns.
         *
         * @param formerVersionId the version before, or the SCID for a first entry
         * @return whether {@code versionId} is the one that is remembered
         */
        boolean approve(String formerVersionId, String versionId);
    }

    /** Returns the DID that a log names among its witnesses. */
    public Did did() {
        return DidKey.of(signer.publicKey());
    }

    /**
     * Approves the newest entry of a log, and so all before it.
     *
     * @param log verified, by its type
     * @return empty when another entry was approved in its place before
     */
    public Optional<WebVhWitnessProofs> approve(WebVhLog log) {
        if (!approvals.approve(log.formerVersionId(), log.versionId())) {
            return Optional.empty();
        }
        return Optional.of(WebVhWitnessProofs.of(
                log.versionId(),
                DataIntegrityProof.make(
                        signer,
                        WebVhWitnessProofs.documentHash(log.versionId()),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS))));
    }
}
