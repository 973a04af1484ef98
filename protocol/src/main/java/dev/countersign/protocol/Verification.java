package dev.countersign.protocol;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * What was concluded about something presented. "Rejected" accuses; "Undecided" only says that we cannot tell now.
 *
 * <p>Only {@link Verified} carries a value: neither of the others discloses anything.
 *
 * @param <T> what a verified presentation yields
 */
public sealed interface Verification<T> {

    /** Every check was made and passed. */
    record Verified<T>(T value) implements Verification<T> {
        public Verified {
            Objects.requireNonNull(value);
        }
    }

    /**
     * A check was made and failed.
     *
     * @param detail for operators; carries no secret and no claim value
     */
    record Rejected<T>(RejectionReason reason, String detail) implements Verification<T> {
        public Rejected {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(detail);
        }

        /** Returns the same refusal of something else. */
        public <R> Rejected<R> as() {
            return new Rejected<>(reason, detail);
        }
    }

    /**
     * A check could not be made.
     *
     * @param dependency what did not answer
     * @param retryAfter when asking again makes sense
     */
    record Undecided<T>(Dependency dependency, Duration retryAfter) implements Verification<T> {
        public Undecided {
            Objects.requireNonNull(dependency);
            Objects.requireNonNull(retryAfter);
        }

        /** Returns the same indecision about something else. */
        public <R> Undecided<R> as() {
            return new Undecided<>(dependency, retryAfter);
        }
    }

    /** Returns what the one function that fits this outcome makes of it. */
    default <R> R fold(
            Function<? super Verified<T>, ? extends R> yes,
            Function<? super Rejected<T>, ? extends R> no,
            Function<? super Undecided<T>, ? extends R> later) {
        if (this instanceof Verified<T> verified) {
            return yes.apply(verified);
        }
        if (this instanceof Rejected<T> rejected) {
            return no.apply(rejected);
        }
        return later.apply((Undecided<T>) this);
    }

    /** Continues with {@code next} when verified; keeps a refusal or an indecision as it is. */
    default <R> Verification<R> then(Function<? super T, Verification<R>> next) {
        return fold(verified -> next.apply(verified.value()), Rejected::as, Undecided::as);
    }

    /** Returns a verified value. */
    static <T> Verification<T> verified(T value) {
        return new Verified<>(value);
    }

    /** Returns a refusal; {@code detail} is for operators and carries no secret and no claim value. */
    static <T> Verification<T> rejected(RejectionReason reason, String detail) {
        return new Rejected<>(reason, detail);
    }

    /** Returns an indecision. */
    static <T> Verification<T> undecided(Dependency dependency, Duration retryAfter) {
        return new Undecided<>(dependency, retryAfter);
    }
}
