package dev.countersign.service.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sequences and publishes on this node, several times a second. Every node runs one; the database lets one of them work. */
@ApplicationScoped
public class SequencerLoop {
    private static final Logger LOG = Logger.getLogger(SequencerLoop.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final SequenceEntries sequence;
    private final PublishCheckpoint publish;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sequencer = new Thread(task, "log-sequencer");
        sequencer.setDaemon(true);
        return sequencer;
    });

    private volatile State state = State.WORKING;

    /** How it goes on this node. */
    public enum State {
        /** Entries get their places. */
        WORKING,
        /** The last round broke off, as when the database is away; the next one tries again. */
        STALLED,
        /** The log was set back: nothing is sequenced or signed here until somebody has put it right. */
        SET_BACK
    }

    SequencerLoop(
            SequenceEntries sequence,
            PublishCheckpoint publish,
            @ConfigProperty(name = "countersign.log.interval", defaultValue = "PT0.2S") Duration interval) {
        this.sequence = sequence;
        this.publish = publish;
        this.interval = interval;
    }

    void start(@Observes Startup event) {
        long millis = interval.toMillis();
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes Shutdown event) throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns how it goes. */
    public State state() {
        return state;
    }

    private void round() {
        try {
            boolean more = true;
            while (more && !thread.isShutdown()) {
                more = sequence.sequence();
                publish.publish();
            }
            state = State.WORKING;
        } catch (LogSetBackException e) {
            if (state != State.SET_BACK) {
                LOG.error(e.getMessage());
            }
            state = State.SET_BACK;
        } catch (RuntimeException e) {
            // A round that broke must not be the last one: the database may be back for the next.
            if (state != State.STALLED) {
                LOG.error("Entries of the log wait: a round of the sequencer broke off.", e);
            }
            state = State.STALLED;
        }
    }
}
