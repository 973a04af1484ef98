package dev.countersign.service.push;

/** Said when a message was put into the outbox; heard after the commit. */
record PushQueued(String id) {}
