package dev.countersign.service.webhook;

/** Said when something became due; heard after the commit. */
record EventWritten() {}
