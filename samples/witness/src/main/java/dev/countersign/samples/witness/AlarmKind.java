package dev.countersign.samples.witness;

import java.util.Locale;

/** What can be wrong with a log. */
enum AlarmKind {
    /** It signed two histories; the two notes prove it to anybody. For ever, until the operator removes the evidence. */
    FORKED,
    /** It shows less than it showed, for longer than is allowed. Over when it shows it again. */
    SHRUNK,
    /** It serves something else than it signed, or signs nothing. Over when it serves what it signed. */
    CONTRADICTED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
