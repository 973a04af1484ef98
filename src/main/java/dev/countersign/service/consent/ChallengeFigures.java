package dev.countersign.service.consent;

import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts challenges where they last. Figures only: nothing in them is about a person. */
public interface ChallengeFigures {
    /**
     * Counts the challenges of a period, in one look: all figures are of the same moment.
     *
     * @param slots beginnings of the spans of time to count in, ascending; the first is not after the period's beginning
     */
    Figures count(ChallengePeriod period, List<Instant> slots);

    /**
     * Lists the challenges of a period that ended with a fraud report, newest first.
     *
     * @param before only those with a smaller id
     * @param limit most of them
     */
    List<Report> reports(ChallengePeriod period, Optional<ChallengeId> before, int limit);

    /**
     * What was counted.
     *
     * @param lines one for each slot and purpose with a challenge
     * @param times of all purposes together
     * @param timesByPurpose of each purpose with a verified answer
     */
    record Figures(
            List<Line> lines, AnswerTimes times, Map<PurposeName, AnswerTimes> timesByPurpose, FallbackShare fallback) {
        /** Keeps its own copies. */
        public Figures {
            lines = List.copyOf(lines);
            timesByPurpose = Map.copyOf(timesByPurpose);
        }
    }

    /** The challenges of one purpose that were asked in one slot. */
    record Line(Instant slot, PurposeName purpose, ChallengeCounts counts) {}

    /** A challenge that ended with "I am not on this call". */
    record Report(
            ChallengeId challenge,
            InteractionId interaction,
            PurposeName purpose,
            Instant askedAt,
            Instant reportedAt) {}
}
