package dev.countersign.service.ledger;

import dev.countersign.protocol.log.TreeHead;

/**
 * The tree in the database is not what a published checkpoint became: the database was set back, or changed by hand.
 * Signing on would publish two histories.
 */
public final class LogSetBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String ADVICE =
            " Nothing is signed; what is accepted waits and is not lost. See \"A log that was set back\" in"
                    + " docs/operating.md.";

    LogSetBackException(String witness, long seen, TreeHead found) {
        super("The log was set back: the witness " + witness + " has seen " + seen + " entries, and the database has "
                + found.size() + "." + ADVICE);
    }

    LogSetBackException(String witness, TreeHead found) {
        super("The log was set back, or changed: the witness " + witness
                + " has cosigned a tree that did not become this one of " + found.size() + " entries." + ADVICE);
    }

    LogSetBackException(TreeHead published, TreeHead found) {
        super("The log was set back: a checkpoint of " + published.size()
                + " entries was published, and the database has "
                + (found.size() < published.size()
                        ? found.size() + " entries"
                        : "another tree of " + found.size() + " entries")
                + "." + ADVICE);
    }
}
