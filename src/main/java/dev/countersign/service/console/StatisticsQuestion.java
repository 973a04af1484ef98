package dev.countersign.service.console;

import dev.countersign.service.consent.PurposeName;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which figures are asked for.
 *
 * @param since the beginning of today when absent
 * @param until now, and going on, when absent
 * @param zone whose hours and days are counted in
 */
public record StatisticsQuestion(
        Optional<Instant> since, Optional<Instant> until, Optional<PurposeName> purpose, ZoneId zone) {}
