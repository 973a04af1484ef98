package dev.countersign.service.interaction;

/** Told when an interaction begins and when it ends, inside the transaction that does it. A listener uses no network. */
public interface InteractionListener {
    /** There is a new one. */
    default void opened(Interaction interaction) {}

    /** What was asked and is still open must end now too. */
    void closed(Interaction interaction);
}
