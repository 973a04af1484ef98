package dev.countersign.service.ledger;

import dev.countersign.service.platform.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Anchors on this node, on a thread of its own, when an {@link Anchor} is configured. */
@ApplicationScoped
public class AnchorLoop {
    private static final Logger LOG = Logger.getLogger(AnchorLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Anchor anchor;
    private final AnchorCheckpoint checkpoint;
    private final Duration interval;
    private final Rounds rounds = new Rounds("log-anchor");

    /** Whether the last round broke off; only its own thread looks. */
    private boolean broken;

    AnchorLoop(
            Anchor anchor,
            AnchorCheckpoint checkpoint,
            @ConfigProperty(name = "countersign.log.anchor.interval", defaultValue = "PT1H") Duration interval) {
        this.anchor = anchor;
        this.checkpoint = checkpoint;
        this.interval = interval;
    }

    void start(@Observes Startup event) {
        if (anchor.any()) {
            rounds.start(PAUSE, this::round);
        }
    }

    void stop(@Observes Shutdown event) throws InterruptedException {
        rounds.stop();
    }

    private void round() {
        try {
            checkpoint.round(interval);
            broken = false;
        } catch (RuntimeException e) {
            // A round that broke must not be the last one: the database may be back for the next.
            if (!broken) {
                LOG.warn("A round of anchoring broke off.", e);
            }
            broken = true;
        }
    }
}
