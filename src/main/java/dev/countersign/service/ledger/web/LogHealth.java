package dev.countersign.service.ledger.web;

import dev.countersign.service.ledger.SequencerLoop;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** How the log goes. Not a matter of readiness: calls go on while entries wait. */
@Wellness
@ApplicationScoped
class LogHealth implements HealthCheck {
    private final SequencerLoop loop;

    LogHealth(SequencerLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        SequencerLoop.State state = loop.state();
        return HealthCheckResponse.named("Log")
                .status(state == SequencerLoop.State.WORKING)
                .withData(
                        "log",
                        switch (state) {
                            case WORKING -> "entries get their places";
                            case STALLED -> "entries wait: the last round broke off";
                            case SET_BACK -> "the log was set back: see docs/operating.md";
                        })
                .build();
    }
}
