package dev.countersign.service.consent;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.function.IntFunction;

/** Defines a purpose or a new version of it. */
@ApplicationScoped
public class DefinePurpose {
    private final Purposes purposes;
    private final Clock clock;

    DefinePurpose(Purposes purposes, Clock clock) {
        this.purposes = purposes;
        this.clock = clock;
    }

    /**
     * Returns the purpose in force from now on: the new version, or the current one when nothing differs.
     *
     * @param definition makes the purpose of a given version
     * @throws Problem state-conflict when somebody else defined the same version at the same time
     */
    @Transactional
    public Purpose define(PurposeName name, IntFunction<Purpose> definition, String madeBy) {
        int version = 1;
        var current = purposes.current(name);
        if (current.isPresent()) {
            version = current.get().version();
            if (definition.apply(version).equals(current.get())) {
                return current.get();
            }
            version++;
        }
        Purpose next = definition.apply(version);
        if (!purposes.add(next, madeBy, clock.instant())) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT,
                    "Version " + version + " was defined a moment ago. Read it and try again.");
        }
        return next;
    }
}
