package dev.countersign.samples.verify;

import dev.countersign.did.Did;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import java.util.Optional;

/**
 * What whoever verifies knows from elsewhere; nothing in a file can stand in for it.
 *
 * @param organisation whose receipt it must be
 * @param document a DID document, or the log of a did:webvh, that they got from the organisation themselves
 * @param log the key of the organisation's log
 * @param policy which witnesses must have seen the log
 */
record Expectations(
        Optional<Did> organisation,
        Optional<byte[]> document,
        Optional<VerifierKey> log,
        Optional<WitnessPolicy> policy) {}
