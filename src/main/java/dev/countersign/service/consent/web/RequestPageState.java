package dev.countersign.service.consent.web;

import java.util.Locale;

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

    /** Returns what a challenge's state, by its name in the API, is for the page. */
    static RequestPageState of(String challengeState) {
        return switch (challengeState) {
            case "requested", "delivered" -> WAITING;
            case "opened" -> OPENED;
            case "awaiting_read_back", "verified" -> DONE;
            default -> OVER;
        };
    }

    boolean last() {
        return this == DONE || this == OVER;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
