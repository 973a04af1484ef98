package dev.countersign.service.ledger;

import dev.countersign.protocol.log.SignedNote;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Anchors the newest published checkpoint now and then, one at a time.
 *
 * <p>A transaction is kept before it is submitted, and given up only when the chain can never take it: a node may die at any
 * instant, and two may work at once, and no checkpoint is anchored twice. The log waits for none of this.
 */
@ApplicationScoped
public class AnchorCheckpoint {
    private static final Logger LOG = Logger.getLogger(AnchorCheckpoint.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;

    private final PublishedCheckpoint published;
    private final Anchors anchors;
    private final Anchor anchor;
    private final Clock clock;

    /** Failures in a row to prepare one, on this node. */
    private int failures;

    private Instant notBefore = Instant.MIN;
    private @Nullable String trouble;

    AnchorCheckpoint(PublishedCheckpoint published, Anchors anchors, Anchor anchor, Clock clock) {
        this.published = published;
        this.anchors = anchors;
        this.anchor = anchor;
        this.clock = clock;
    }

    /** Returns what is put into the chain: SHA-256 of the checkpoint's text, without signatures, so that all copies have the same. */
    public static byte[] hash(SignedNote checkpoint) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(checkpoint.text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Does what is to be done now. Call it outside a transaction, on one thread.
     *
     * @param interval at least so long between two anchors
     */
    public void round(Duration interval) {
        Optional<Anchors.Begun> begun = anchors.begun();
        if (begun.isEmpty() && isDue(notBefore)) {
            begun = begin(interval);
        }
        begun.filter(one -> isDue(one.next())).ifPresent(this::submit);
    }

    private Optional<Anchors.Begun> begin(Duration interval) {
        Optional<Checkpoints.Signed> newest = published.newest().filter(one -> isWorthIt(one, interval));
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] note = newest.get().note();
            Anchor.Transaction transaction = anchor.prepare(hash(SignedNote.parse(note)));
            failures = 0;
            anchors.begin(new Anchors.Mark(newest.get().size(), note, transaction), clock.instant());
            return anchors.begun();
        } catch (IOException e) {
            notBefore = clock.instant().plus(pause(failures++));
            tell("The log's checkpoint cannot be anchored now: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isWorthIt(Checkpoints.Signed newest, Duration interval) {
        return newest.size() > 0
                && anchors.newest()
                        .filter(last -> newest.size() <= last.mark().size() || isRecent(last, interval))
                        .isEmpty();
    }

    // The chain's clock and ours: whichever jumps, the next one is not put off for longer than the interval.
    private boolean isRecent(Anchors.Made last, Duration interval) {
        return Duration.between(last.taken().at(), clock.instant()).abs().compareTo(interval) < 0;
    }

    private void submit(Anchors.Begun begun) {
        Duration pause = pause(begun.turns());
        if (!anchors.claim(begun, clock.instant().plus(pause))) {
            return;
        }
        Anchors.Mark mark = begun.mark();
        try {
            Anchor.Outcome outcome = anchor.submit(mark.transaction());
            if (outcome instanceof Anchor.Outcome.Taken taken) {
                anchors.made(mark, taken);
                over();
            } else if (outcome instanceof Anchor.Outcome.Open open) {
                if (open.pause().compareTo(pause) > 0) {
                    anchors.putOff(mark, clock.instant().plus(shorter(open.pause(), LONGEST_PAUSE)));
                }
                tell("The log's anchor waits: " + open.why());
            } else if (outcome instanceof Anchor.Outcome.Never never) {
                anchors.forget(mark);
                tell("The log's anchor is made anew: " + never.why());
            }
        } catch (IOException e) {
            tell("The log's anchor waits: " + e.getMessage());
        }
    }

    /** Not earlier than that; but a time that no pause explains is of a clock that was wrong. */
    private boolean isDue(Instant next) {
        Instant now = clock.instant();
        return !next.isAfter(now) || next.isAfter(now.plus(LONGEST_PAUSE));
    }

    private static Duration pause(int turns) {
        return shorter(FIRST_PAUSE.multipliedBy(1L << Math.min(turns, MOST_DOUBLINGS)), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void tell(String news) {
        if (!news.equals(trouble)) {
            LOG.warn(news);
        }
        trouble = news;
    }

    private void over() {
        if (trouble != null) {
            LOG.info("The log's checkpoint is anchored again.");
        }
        trouble = null;
    }
}
