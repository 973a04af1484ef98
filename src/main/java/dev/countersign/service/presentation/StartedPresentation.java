package dev.countersign.service.presentation;

import java.net.URI;

/**
 * A transaction that waits for its answer.
 *
 * @param walletUri what a link, a QR code or a push carries to the wallet
 */
public record StartedPresentation(TransactionId id, URI walletUri) {}
