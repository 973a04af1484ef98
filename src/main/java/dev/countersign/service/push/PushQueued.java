package dev.countersign.service.push;

/** Said when something was put into the outbox; heard after the commit. */
record PushQueued() {}
