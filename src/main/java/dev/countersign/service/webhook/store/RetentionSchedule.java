package dev.countersign.service.webhook.store;

import dev.countersign.service.webhook.ForgetDeliveries;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets on time; any node may, and all may at once. */
@ApplicationScoped
class RetentionSchedule {
    private final ForgetDeliveries forgetDeliveries;

    RetentionSchedule(ForgetDeliveries forgetDeliveries) {
        this.forgetDeliveries = forgetDeliveries;
    }

    @Scheduled(every = "PT5M", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        forgetDeliveries.forget();
    }
}
