package dev.countersign.service.ledger;

import dev.countersign.service.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sequences, signs and shows to witnesses on this node, several times a second. Every node runs one; the database lets one of
 * them sequence. Witnesses have a thread of their own: a slow one holds up nobody.
 */
@ApplicationScoped
public class SequencerLoop {
    private static final Logger LOG = Logger.getLogger(SequencerLoop.class);

    private final SequenceEntries sequence;
    private final SignCheckpoint sign;
    private final CosignCheckpoint cosign;
    private final Duration interval;
    private final Rounds sequencing = new Rounds("log-sequencer");
    private final Rounds witnessing = new Rounds("log-witnesses");

    private volatile State sequencer = State.WORKING;
    private volatile State witnesses = State.WORKING;

    /** How it goes on this node; the worse, the later. */
    public enum State {
        /** Entries get their places, and checkpoints their signatures. */
        WORKING,
        /** The last round broke off, as when the database is away; the next one tries again. */
        STALLED,
        /** The log was set back: nothing is sequenced or signed here until somebody has put it right. */
        SET_BACK
    }

    SequencerLoop(
            SequenceEntries sequence,
            SignCheckpoint sign,
            CosignCheckpoint cosign,
            @ConfigProperty(name = "countersign.log.interval", defaultValue = "PT0.2S") Duration interval) {
        this.sequence = sequence;
        this.sign = sign;
        this.cosign = cosign;
        this.interval = interval;
    }

    void start(@Observes Startup event) {
        sequencing.start(interval, () -> sequencer = round(sequencer, this::sequence));
        witnessing.start(interval, () -> witnesses = round(witnesses, cosign::cosign));
    }

    void stop(@Observes Shutdown event) throws InterruptedException {
        sequencing.stop();
        witnessing.stop();
    }

    /** Returns how it goes. */
    public State state() {
        return sequencer.compareTo(witnesses) > 0 ? sequencer : witnesses;
    }

    private void sequence() {
        boolean more = true;
        while (more && !sequencing.stopped()) {
            more = sequence.sequence();
            sign.sign();
        }
    }

    private static State round(State before, Runnable work) {
        try {
            work.run();
            return State.WORKING;
        } catch (LogSetBackException e) {
            if (before != State.SET_BACK) {
                LOG.error(e.getMessage());
            }
            return State.SET_BACK;
        } catch (RuntimeException e) {
            // A round that broke must not be the last one: the database may be back for the next.
            if (before != State.STALLED) {
                LOG.error("Entries of the log wait: a round broke off.", e);
            }
            return State.STALLED;
        }
    }
}
