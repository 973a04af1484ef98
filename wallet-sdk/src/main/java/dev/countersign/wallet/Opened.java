package dev.countersign.wallet;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.consent.ConsentContext;
import java.time.Duration;
import java.util.Optional;

/** What came of opening a request. Whatever it is, nothing has been disclosed. */
public sealed interface Opened {
    /** It is genuine and can be answered: show it. */
    record Prompt(ConsentPrompt prompt) implements Opened {}

    /**
     * Somebody asks whom this wallet does not know. Nothing of the request is shown, and its sender was not contacted.
     */
    record Stranger() implements Opened {}

    /**
     * It is not genuine, or not for us, or not any more.
     *
     * @param reason {@link RejectionReason#EXPIRED} for a request whose time is over, which is no attack
     * @param detail for developers
     */
    record Refused(RejectionReason reason, String detail) implements Opened {}

    /** It is genuine, and nothing in this wallet can answer it. */
    record NothingHeld(Organisation requester, Optional<ConsentContext> context) implements Opened {}

    /** It cannot be checked now. */
    record Undecided(Duration retryAfter) implements Opened {}
}
