package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody at a page who says that they are a customer. Good for one answer and for one session.
 *
 * @param number what the customer types on the phone
 * @param request what a wallet opens; holds nothing personal
 * @param customer who answered; there exactly when it is answered
 * @param expiresAt refused from this instant on
 */
public record SignIn(
        SignInId id,
        String number,
        URI request,
        State state,
        int wrongNumbers,
        Optional<CustomerId> customer,
        Instant expiresAt) {
    /** Wrong numbers that end it. */
    static final int MOST_WRONG_NUMBERS = 3;

    /** Within it the page that waits has to take the session. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How far it is. */
    public enum State {
        /** No wallet has it. */
        WAITING,
        /** It is on a phone's screen. */
        OPENED,
        /** It was answered; the page that began it may have its session. */
        ANSWERED,
        /** It can be answered no more. */
        OVER
    }

    /** Returns whether an answer would count. */
    boolean waits(Instant now) {
        return (state == State.WAITING || state == State.OPENED) && now.isBefore(expiresAt);
    }

    /** Returns how far it is at this instant: what has expired is over. */
    public State state(Instant now) {
        return now.isBefore(expiresAt) ? state : State.OVER;
    }

    SignIn opened() {
        return state == State.WAITING ? to(State.OPENED) : this;
    }

    SignIn over() {
        return to(State.OVER);
    }

    /** A wrong number is an attempt; the last one ends it. */
    SignIn wrongNumber() {
        int wrong = wrongNumbers + 1;
        State next = wrong < MOST_WRONG_NUMBERS ? state : State.OVER;
        return new SignIn(id, number, request, next, wrong, customer, expiresAt);
    }

    int attemptsLeft() {
        return MOST_WRONG_NUMBERS - wrongNumbers;
    }

    SignIn answeredBy(CustomerId answering, Instant now) {
        return new SignIn(
                id, number, request, State.ANSWERED, wrongNumbers, Optional.of(answering), now.plus(PATIENCE));
    }

    private SignIn to(State next) {
        return new SignIn(id, number, request, next, wrongNumbers, customer, expiresAt);
    }

    @Override
    public String toString() {
        return "SignIn[" + id + " " + state + "]";
    }
}
