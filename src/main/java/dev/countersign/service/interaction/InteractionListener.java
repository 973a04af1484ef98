package dev.countersign.service.interaction;

/** Told when an interaction ends, inside the transaction that ends it. */
public interface InteractionListener {
    /** What was asked and is still open must end now too. */
    void closed(Interaction interaction);
}
