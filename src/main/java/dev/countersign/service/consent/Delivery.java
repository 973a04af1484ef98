package dev.countersign.service.consent;

import java.time.Instant;

/**
 * How a challenge stands on its way to one wallet.
 *
 * @param wallet name of the wallet
 * @param channel {@code web_push} or {@code inbox}
 * @param state {@code queued}, {@code sent} or {@code failed}
 */
public record Delivery(String wallet, String channel, String state, Instant changedAt) {}
