package dev.countersign.service.consent.web;

import java.util.Locale;
import java.util.Optional;

/** All that the page of a request, which anybody may have got hold of, is told about it. */
enum RequestPageState {
    /** Nobody has opened it. */
    WAITING,
    /** It is on a phone's screen. */
    OPENED,
    /** It was answered. */
    DONE,
    /** It can be answered no more, for whatever reason. */
    OVER;

    /** Returns what a challenge's state, by its name in the API, is for the page; empty for what is none. */
    static Optional<RequestPageState> of(String challengeState) {
        return switch (challengeState) {
            case "requested", "delivered" -> Optional.of(WAITING);
            case "opened" -> Optional.of(OPENED);
            case "awaiting_read_back", "verified" -> Optional.of(DONE);
            case "declined", "reported", "rejected", "undecided", "expired", "cancelled" -> Optional.of(OVER);
            default -> Optional.empty();
        };
    }

    boolean last() {
        return this == DONE || this == OVER;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
