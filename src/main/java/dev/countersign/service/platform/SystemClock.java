package dev.countersign.service.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Provides the clock. The only reader of the system's time in the service. */
@ApplicationScoped
class SystemClock {
    /** Time in UTC; tests replace it. */
    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
