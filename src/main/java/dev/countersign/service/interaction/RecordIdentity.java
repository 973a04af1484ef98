package dev.countersign.service.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes what a customer consented to visible to the agent. */
@ApplicationScoped
public class RecordIdentity {
    /** No identity outlives this, however long a conversation stays open. */
    static final Duration LONGEST_CONVERSATION = Duration.ofHours(12);

    private final VerifiedIdentities identities;
    private final Clock clock;

    RecordIdentity(VerifiedIdentities identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * Records in the caller's transaction.
     *
     * @param retention how long it stays visible after the interaction ends
     */
    @Transactional(TxType.MANDATORY)
    public VerifiedIdentity record(
            Interaction interaction, String challenge, List<VerifiedAttribute> attributes, Duration retention) {
        Instant now = clock.instant();
        VerifiedIdentity identity = new VerifiedIdentity(
                attributes, challenge, now.plus(LONGEST_CONVERSATION).plus(retention));
        identities.add(interaction, identity, retention, now);
        return identity;
    }
}
