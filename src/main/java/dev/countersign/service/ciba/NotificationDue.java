package dev.countersign.service.ciba;

/** Said in the transaction that ends a request of a ping or push client. */
record NotificationDue() {}
