package dev.countersign.service.retention;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Changes how long interactions are kept. Counts for all that are kept, from the next purge on. */
@ApplicationScoped
public class ChangeRules {
    private final RetentionRules rules;
    private final CurrentCaller caller;
    private final Clock clock;

    ChangeRules(RetentionRules rules, CurrentCaller caller, Clock clock) {
        this.rules = rules;
        this.caller = caller;
        this.clock = clock;
    }

    /** Puts a rule into force. */
    @Transactional
    public void put(RetentionRule rule) {
        rules.put(rule, caller.name(), clock.instant());
    }

    /**
     * Takes a rule out of force.
     *
     * @throws Problem not-found
     */
    @Transactional
    public void remove(RuleName name) {
        if (!rules.remove(name, caller.name(), clock.instant())) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such rule.");
        }
    }
}
