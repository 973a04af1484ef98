package dev.countersign.service.interaction;

import java.util.Optional;

/**
 * Which interactions a list holds.
 *
 * @param agent only those of this staff account
 * @param open only open (true) or closed (false) ones
 */
public record InteractionFilter(Optional<String> agent, Optional<Boolean> open) {}
