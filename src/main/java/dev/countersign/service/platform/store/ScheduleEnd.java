package dev.countersign.service.platform.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts no scheduled task any more once the service stops: it would find the database closed. */
@Singleton
class ScheduleEnd {
    private static final int FIRST = 1;

    void stop(@Observes @Priority(FIRST) ShutdownEvent shutdown, Scheduler scheduler) {
        scheduler.pause();
    }
}
