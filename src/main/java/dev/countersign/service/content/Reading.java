package dev.countersign.service.content;

import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;
import java.util.Optional;

/**
 * That somebody of the organisation asked to read a content, and what came of it. Kept when the content is erased.
 *
 * @param reader who asked, such as {@code staff:maria}
 * @param role in which they read
 * @param reason in their words; absent once it is erased
 * @param takesTwo whether somebody else must approve
 * @param approver who did
 * @param expiresAt refused from this instant on: without an approval or, later, without a reading
 * @param times how often bytes were fetched
 */
public record Reading(
        ReadingId id,
        ContentId content,
        InteractionId interaction,
        String owner,
        String reader,
        String role,
        Optional<String> reason,
        boolean takesTwo,
        Instant askedAt,
        Optional<String> approver,
        Optional<Instant> approvedAt,
        Instant expiresAt,
        Optional<Instant> firstReadAt,
        Optional<Instant> lastReadAt,
        int times) {

    /** What can be done with it now. */
    public enum State {
        /** Somebody else must approve. */
        AWAITING_APPROVAL,
        /** The bytes can be fetched. */
        OPEN,
        /** Its time is over. */
        EXPIRED
    }

    /** Returns what can be done with it at this instant. */
    public State state(Instant now) {
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return takesTwo && approver.isEmpty() ? State.AWAITING_APPROVAL : State.OPEN;
    }

    @Override
    public String toString() {
        return "Reading[" + id + "]";
    }
}
