package dev.countersign.service.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where purposes last. All calls join the caller's transaction. */
public interface Purposes {
    /** Finds the newest version. */
    Optional<Purpose> current(PurposeName name);

    /** Finds one version. */
    Optional<Purpose> find(PurposeName name, int version);

    /** Lists the newest version of each, by name. */
    List<Purpose> list();

    /**
     * Keeps a new version.
     *
     * @return false when this version exists already: somebody else was faster
     */
    boolean add(Purpose purpose, String madeBy, Instant at);
}
