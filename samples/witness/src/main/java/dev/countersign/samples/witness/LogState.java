package dev.countersign.samples.witness;

import java.util.Locale;

/** How a log looked when it was looked at last. */
enum LogState {
    /** Nobody has looked yet. */
    STARTING,
    /** It grew out of what it was, and the copy is whole. */
    OK,
    /** It grew out of what it was, and the copy is not whole yet. */
    COPYING,
    /** It shows less than it showed; an alarm when it lasts. */
    BEHIND,
    /** It does not answer, or not with what it has to. */
    UNREACHABLE,
    /** Nothing could be written or read here. */
    FAILING,
    /** See the alarms. */
    ALARM;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
