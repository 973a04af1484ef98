package dev.countersign.protocol.statuslist;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A status list whose signature and terms were verified; only {@link StatusListToken#verify} makes one. Immutable. */
public final class VerifiedStatusListToken {
    private static final Duration SHORTEST_USE = Duration.ofSeconds(10);
    private static final Duration LONGEST_USE = Duration.ofHours(24);
    private static final Duration USUAL_USE = Duration.ofMinutes(5);

    private final Validity validity;
    private final URI subject;
    private final StatusList list;

    VerifiedStatusListToken(Validity validity, URI subject, StatusList list) {
        this.validity = validity;
        this.subject = subject;
        this.list = list;
    }

    record Validity(Instant issuedAt, Optional<Instant> expiresAt, Optional<Duration> timeToLive) {}

    /** Returns the URI that references name. */
    public URI subject() {
        return subject;
    }

    /** Returns when the statement was made. */
    public Instant issuedAt() {
        return validity.issuedAt();
    }

    /** Returns when nothing may be concluded from it any more, if it says. */
    public Optional<Instant> expiresAt() {
        return validity.expiresAt();
    }

    /** Returns how many entries the list has. */
    public int size() {
        return list.size();
    }

    /**
     * Returns until when it may be kept (section 13.7): the {@code ttl} counted from fetching, between ten seconds and a
     * day, five minutes when it names none; never past {@code exp}.
     */
    public Instant usableUntil(Instant fetchedAt) {
        Duration use = validity.timeToLive().orElse(USUAL_USE);
        if (use.compareTo(SHORTEST_USE) < 0) {
            use = SHORTEST_USE;
        } else if (use.compareTo(LONGEST_USE) > 0) {
            use = LONGEST_USE;
        }
        Instant lapse = fetchedAt.plus(use);
        return validity.expiresAt().filter(lapse::isAfter).orElse(lapse);
    }

    /** Returns what the list says at a place; Rejected when there is no such place (section 8.3 step 7). */
    public Verification<CredentialStatus> statusAt(int index) {
        if (index < 0 || index >= list.size()) {
            return Verification.rejected(
                    RejectionReason.STATUS_INVALID,
                    "Token Status List 8.3 step 7: idx (expected: below " + list.size() + ")");
        }
        return Verification.verified(CredentialStatus.of(list.get(index)));
    }
}
