package dev.countersign.service.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt, as the log has it. What the receiver's answer held is not kept: it is nothing that a sender needs, and
 * nothing that an administrator of ours should be able to fetch from inside a network.
 *
 * @param status of the answer; empty when there was none
 * @param failure empty when the receiver took the message
 */
public record DeliveryAttempt(Instant at, Optional<Integer> status, Optional<String> failure, Duration took) {}
