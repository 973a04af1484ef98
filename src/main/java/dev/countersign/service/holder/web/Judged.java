package dev.countersign.service.holder.web;

import dev.countersign.protocol.Verification;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;

/** Turns a judgement into a value or a problem. */
final class Judged {
    private Judged() {}

    static <T> T value(Verification<T> judgement) {
        return judgement.fold(
                Verification.Verified::value,
                refused -> {
                    throw new Problem(ProblemType.PRESENTATION_REJECTED, refused.detail())
                            .because(refused.reason().wireName());
                },
                undecided -> {
                    throw new Problem(ProblemType.DEPENDENCY_UNAVAILABLE, "Nothing was decided; try again later.")
                            .because(undecided.dependency().wireName())
                            .retryAfter(undecided.retryAfter());
                });
    }
}
