package dev.countersign.protocol.sdjwt;

import java.time.Duration;

/** Whether the verifier demands key binding: its own policy, decided before it looks (RFC 9901 section 7.3 step 1). */
public sealed interface KeyBinding {

    /**
     * The holder must have signed this very request.
     *
     * @param maxAge a key binding made at t is refused at t + maxAge
     */
    record Required(Audience audience, Nonce nonce, Duration maxAge) implements KeyBinding {}

    /** Whoever brings the credential may; a KB-JWT that is there is not looked at. */
    record Waived() implements KeyBinding {}
}
