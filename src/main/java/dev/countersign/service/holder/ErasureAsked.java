package dev.countersign.service.holder;

/** Somebody wants a customer erased. Fired within the transaction; an observer may refuse by a problem. */
public record ErasureAsked(CustomerId customer) {}
