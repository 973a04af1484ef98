package dev.countersign.service.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import java.util.OptionalLong;

/**
 * Carries what happened to whoever listens, on every node.
 *
 * <p>Topics: {@code challenge:<id>}, {@code interaction:<id>}, {@code wallet:<id>}, {@code staff:<account>}. Kept for a
 * day, then pruned.
 */
public interface Events {
    /**
     * Publishes in the caller's transaction: listeners hear of it when, and only when, it commits. It is written when the
     * transaction is about to commit; then publications to one topic wait for each other, so that ids inside a topic grow
     * in the order of commits.
     *
     * @throws IllegalStateException when there is no transaction
     */
    void publish(String topic, String type, ObjectNode data);

    /**
     * Returns the events of a topic in order: first what is stored after {@code afterId}, then what happens. None is
     * left out and none comes twice. Never completes by itself; a listener that is slow is not buffered for, it is read
     * for when it asks.
     *
     * @param afterId the last event the listener has seen; empty for only what happens from this call on, whenever the stream
     *     is subscribed to; then the call reads the database
     */
    Multi<Event> stream(String topic, OptionalLong afterId);

    /**
     * Returns a number that has changed whenever something was published, whatever the topic: the cheapest way to learn
     * that nothing happened.
     *
     * <p>Of two transactions that commit at once, the later one may not change it: look anew from time to time.
     */
    long newest();
}
