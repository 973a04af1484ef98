package dev.countersign.service.retention;

import dev.countersign.protocol.consent.Channel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a purge removed; names of rules and figures only.
 *
 * @param id grows
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

    /** Counts while a purge goes on. */
    static final class Count {
        private final Map<RuleName, Long> byRule = new TreeMap<>(java.util.Comparator.comparing(RuleName::value));
        private final Map<Channel, Long> byChannel = new EnumMap<>(Channel.class);

        void add(DueInteraction due) {
            byRule.merge(due.rule(), 1L, Long::sum);
            byChannel.merge(due.channel(), 1L, Long::sum);
        }

        boolean isEmpty() {
            return byChannel.isEmpty();
        }

        Purge ended(long id, Instant startedAt, Instant endedAt, long held) {
            return new Purge(id, startedAt, endedAt, byRule, byChannel, held);
        }
    }
}
