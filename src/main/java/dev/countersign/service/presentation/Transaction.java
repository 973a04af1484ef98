package dev.countersign.service.presentation;

import java.time.Instant;

/** One request and the answer it may get. */
public sealed interface Transaction {

    /** It may be fetched, and answered until it expires; somebody may be judging an answer right now. */
    record Waiting(RequestId requestId, Addressee addressee, Asked asked, Instant expiresAt, boolean opened)
            implements Transaction {
        /** Expires at t means late at t. */
        boolean isOver(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    /** It was answered or cancelled; what was asked is gone. */
    record Ended() implements Transaction {}
}
