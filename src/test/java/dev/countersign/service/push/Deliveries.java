package dev.countersign.service.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what was reported of each message, once it is recorded. */
@ApplicationScoped
class Deliveries implements DeliveryListener {
    private final Map<String, BlockingQueue<DeliveryReport>> reports = new ConcurrentHashMap<>();
    private final TransactionSynchronizationRegistry transaction;

    Deliveries(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    @Override
    public void onDelivery(String reference, DeliveryReport report) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    of(reference).add(report);
                }
            }
        });
    }

    /** Returns the next report about a message, within 20 seconds. */
    DeliveryReport next(String reference) {
        try {
            DeliveryReport report = of(reference).poll(20, TimeUnit.SECONDS);
            if (report == null) {
                throw new AssertionError("nothing was reported");
            }
            return report;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int waiting(String reference) {
        return of(reference).size();
    }

    private BlockingQueue<DeliveryReport> of(String reference) {
        return reports.computeIfAbsent(reference, name -> new LinkedBlockingQueue<>());
    }
}
