package dev.countersign.service.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the retention of the log: what ended long ago is forgotten, with what was sent. What is pending stays. */
@ApplicationScoped
public class ForgetDeliveries {
    private static final int BATCH = 1_000;

    private final DeliveryLog log;
    private final Clock clock;
    private final Duration retention;

    ForgetDeliveries(
            DeliveryLog log,
            Clock clock,
            @ConfigProperty(name = "countersign.webhook.log-retention", defaultValue = "P30D") Duration retention) {
        this.log = log;
        this.clock = clock;
        this.retention = retention;
    }

    /** Forgets what is due now; returns how many it forgot, at most 1,000. */
    @Transactional
    public int forget() {
        return log.forget(clock.instant().minus(retention), BATCH);
    }
}
