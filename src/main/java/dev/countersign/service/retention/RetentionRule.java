package dev.countersign.service.retention;

import dev.countersign.protocol.consent.Channel;
import dev.countersign.service.consent.PurposeName;
import java.util.Set;

/**
 * How long some interactions are kept after their end. Of several that match, the longest counts; an interaction that none matches
 * is kept.
 *
 * @param channels those it is for; empty for all
 * @param purposes matches where the customer was asked for one of them; empty for all
 */
public record RetentionRule(RuleName name, Set<Channel> channels, Set<PurposeName> purposes, Keep keep) {
    /** Keeps its own copies. */
    public RetentionRule {
        channels = Set.copyOf(channels);
        purposes = Set.copyOf(purposes);
    }
}
