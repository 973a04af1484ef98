package dev.countersign.service.retention;

import dev.countersign.protocol.consent.Channel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a purge removed; names of rules and figures only.
 *
 * @param id grows; 0 until it is kept
 * @param byRule how many interactions, by the rule that kept them longest
 * @param byChannel the same, by channel
 * @param held how many were due and stayed because of a hold
 */
public record Purge(
        long id,
        Instant startedAt,
        Instant endedAt,
        Map<RuleName, Long> byRule,
        Map<Channel, Long> byChannel,
        long held) {
    /** Keeps its own copies. */
    public Purge {
        byRule = Map.copyOf(byRule);
        byChannel = Map.copyOf(byChannel);
    }

    /** Returns how many interactions. */
    public long interactions() {
        return byChannel.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns one that has removed nothing yet. */
    static Purge begun(Instant at) {
        return new Purge(0, at, at, Map.of(), Map.of(), 0);
    }

    /** Returns the same after it removed these too. */
    Purge and(List<DueInteraction> removed, Instant at, long heldNow) {
        Map<RuleName, Long> rules = new HashMap<>(byRule);
        Map<Channel, Long> channels = new HashMap<>(byChannel);
        for (DueInteraction each : removed) {
            rules.merge(each.rule(), 1L, Long::sum);
            channels.merge(each.channel(), 1L, Long::sum);
        }
        return new Purge(id, startedAt, at, rules, channels, heldNow);
    }

    /** Returns the same under the name by which it is kept. */
    public Purge named(long name) {
        return new Purge(name, startedAt, endedAt, byRule, byChannel, held);
    }
}
