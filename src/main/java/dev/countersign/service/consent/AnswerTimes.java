package dev.countersign.service.consent;

import java.time.Duration;
import java.util.Optional;

/**
 * How long customers took, from the question to the verified answer. A percentile of few answers is the whim of one of
 * them, so it is only given of enough.
 *
 * @param count how many answers it is about
 * @param median of at least {@value #MEDIAN_NEEDS} answers
 * @param p95 95th percentile, of at least {@value #P95_NEEDS} answers
 */
public record AnswerTimes(long count, Optional<Duration> median, Optional<Duration> p95) {
    /** The fewest answers that have a median. */
    public static final int MEDIAN_NEEDS = 5;

    /** The fewest answers of which the 95th percentile is not simply the slowest. */
    public static final int P95_NEEDS = 20;

    /** Nobody answered. */
    public static final AnswerTimes NONE = new AnswerTimes(0, Optional.empty(), Optional.empty());

    /** Leaves out what the answers are too few for. */
    public AnswerTimes {
        median = count < MEDIAN_NEEDS ? Optional.empty() : median;
        p95 = count < P95_NEEDS ? Optional.empty() : p95;
    }
}
