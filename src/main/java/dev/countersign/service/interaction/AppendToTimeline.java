package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.log.EntryType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what happened into the record of an interaction. */
@ApplicationScoped
public class AppendToTimeline {
    private final WriteTimeline writeTimeline;
    private final Interactions interactions;
    private final TransactionManager transactions;
    private final TransactionSynchronizationRegistry transaction;

    AppendToTimeline(
            WriteTimeline writeTimeline,
            Interactions interactions,
            TransactionManager transactions,
            TransactionSynchronizationRegistry transaction) {
        this.writeTimeline = writeTimeline;
        this.interactions = interactions;
        this.transactions = transactions;
        this.transaction = transaction;
    }

    /**
     * Appends in the caller's transaction: it is in the timeline and accepted by the log exactly when what happened is durable.
     * It gets its place when the transaction is about to commit, so that nobody who writes to the same timeline waits longer
     * than that; the steps of one transaction stay in their order.
     *
     * @param data what happened; sealed under the customer's key; numbers are whole and below 2^53
     * @throws IllegalArgumentException when there is no such interaction
     */
    @Transactional(TxType.MANDATORY)
    public void append(InteractionId id, EntryType type, ObjectNode data, Instant at) {
        Interaction interaction = interactions
                .find(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("interaction: " + id + " (expected: one that is kept)"));
        steps().of(interaction).add(new TimelineStep(type, data, at));
    }

    private Steps steps() {
        if (transaction.getResource(Steps.class) instanceof Steps steps) {
            return steps;
        }
        Steps steps = new Steps(new TreeMap<>());
        try {
            // Not an interposed one: those come later, and with them the locks of events. So there is one order of
            // locks.
            transactions.getTransaction().registerSynchronization(new AtTheEnd(() -> write(steps)));
        } catch (RollbackException | SystemException e) {
            throw new IllegalStateException("the transaction takes no more steps", e);
        }
        transaction.putResource(Steps.class, steps);
        return steps;
    }

    private void write(Steps steps) {
        steps.byInteraction().values().forEach(begun -> {
            WriteTimeline.Pen pen = writeTimeline.begin(begun.interaction());
            begun.steps().forEach(pen::write);
        });
    }

    /** The steps of one transaction, by interactions in one order, so that nobody waits in a circle. */
    private record Steps(Map<String, Begun> byInteraction) {
        List<TimelineStep> of(Interaction interaction) {
            return byInteraction
                    .computeIfAbsent(interaction.id().value(), id -> new Begun(interaction, new ArrayList<>()))
                    .steps();
        }
    }

    /** What happened in one interaction. */
    private record Begun(Interaction interaction, List<TimelineStep> steps) {}

    /** Runs something before the transaction commits; if it fails, nothing is committed. */
    private record AtTheEnd(Runnable task) implements Synchronization {
        @Override
        public void beforeCompletion() {
            task.run();
        }

        @Override
        public void afterCompletion(int status) {
            // Nothing is left to do.
        }
    }
}
