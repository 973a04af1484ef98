package dev.countersign.service.consent;

/**
 * Told of every state that a challenge comes into, the first included, inside the transaction that brings it there: what a
 * listener writes is durable exactly when the state is. A state may be told more than once (a wrong number changes only the
 * attempts).
 *
 * <p>A listener writes rows and returns. It does not use the network, and it does not throw to object: that would undo the step.
 */
public interface ChallengeListener {
    /** The challenge, as it is now. */
    void moved(ConsentChallenge challenge);
}
