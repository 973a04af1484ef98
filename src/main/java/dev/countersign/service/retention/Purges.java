package dev.countersign.service.retention;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.List;

/** What is due, and what went. All calls join the caller's transaction. */
public interface Purges {
    /** Returns whether this is the only one who purges until the caller's transaction ends. */
    boolean begin();

    /** Lists interactions whose time is over and that nothing holds, the oldest first. */
    List<DueInteraction> due(Instant now, int most);

    /** Returns how many are over but held. */
    long held(Instant now);

    /** Removes interactions with all that belongs to them. */
    void remove(List<DueInteraction> due);

    /** Keeps a report: a new one, whose id is given here, or in place of the one with its id. */
    Purge report(Purge purge);

    /** Lists reports, newest first. */
    Page<Purge> reports(PageRequest page);
}
