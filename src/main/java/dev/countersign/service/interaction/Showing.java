package dev.countersign.service.interaction;

import java.time.Duration;

/**
 * How what a customer shares is shown.
 *
 * @param mask what stays covered on an agent's screen
 * @param retention how long it stays visible after the interaction ends
 */
public record Showing(Mask mask, Duration retention) {}
