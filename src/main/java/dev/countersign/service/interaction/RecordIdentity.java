package dev.countersign.service.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

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
     * @param challenge name of the challenge that brought it
     */
    @Transactional(TxType.MANDATORY)
    public VerifiedIdentity record(
            Interaction interaction, String challenge, List<VerifiedAttribute> attributes, Showing showing) {
        Instant now = clock.instant();
        VerifiedIdentity identity = new VerifiedIdentity(
                attributes,
                attributes.stream()
                        .map(VerifiedAttribute::path)
                        .filter(showing.mask()::covers)
                        .collect(Collectors.toSet()),
                challenge,
                now.plus(LONGEST_CONVERSATION).plus(showing.retention()));
        identities.add(interaction, identity, showing.retention(), now);
        return identity;
    }
}
