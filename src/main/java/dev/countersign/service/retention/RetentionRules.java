package dev.countersign.service.retention;

import java.time.Instant;
import java.util.List;

/** Where rules last, with who changed them. All calls join the caller's transaction. */
public interface RetentionRules {
    /** Lists those in force, by name. */
    List<RetentionRule> all();

    /** Puts a rule into force, in place of the one with its name. */
    void put(RetentionRule rule, String by, Instant at);

    /** Takes a rule out of force; false when there is none. */
    boolean remove(RuleName name, String by, Instant at);
}
