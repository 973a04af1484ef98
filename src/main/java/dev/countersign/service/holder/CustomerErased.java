package dev.countersign.service.holder;

/**
 * Said, in the erasing transaction, when a customer is erased: whoever keeps something of that customer removes it now.
 * The customer's key is destroyed at the end of the same transaction.
 */
public record CustomerErased(CustomerId customer) {}
