package dev.countersign.service.holder;

import dev.countersign.did.Did;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Notes a DID that a customer claims, and what to sign to show control of it. */
@ApplicationScoped
public class RegisterDid {
    /** How long a challenge may be answered. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private final CustomerDids dids;
    private final Random random;
    private final Clock clock;

    RegisterDid(CustomerDids dids, Random random, Clock clock) {
        this.dids = dids;
        this.random = random;
        this.clock = clock;
    }

    /** A DID that waits for its proof. */
    public record Registered(CustomerDid did, DidChallenge challenge) {}

    /**
     * Registers a DID; to do it again before the proof, or after it lapsed, gives a new challenge, and the old
     * one is void.
     *
     * @throws Problem {@code state-conflict} when the customer has proven it already
     */
    @Transactional
    public Registered register(CustomerId customer, Did did) {
        DidChallenge challenge =
                new DidChallenge(random.token(), clock.instant().plus(LIFETIME));
        CustomerDid registered = dids.await(customer, did, challenge)
                .orElseThrow(
                        () -> new Problem(ProblemType.STATE_CONFLICT, "The customer has proven this DID already."));
        return new Registered(registered, challenge);
    }
}
