package dev.countersign.service.ciba;

/**
 * A notification that this node may send until its lease lapses.
 *
 * @param attempts with the one that is being made
 */
public record ClaimedNotification(String requestId, String lease, int attempts) {}
