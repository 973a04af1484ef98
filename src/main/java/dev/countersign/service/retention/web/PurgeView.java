package dev.countersign.service.retention.web;

import dev.countersign.service.retention.Purge;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a purge removed, as JSON. */
@Schema(name = "Purge", description = "What a purge removed: figures only")
record PurgeView(
        @Schema(description = "Larger is later; 0 for a preview")
        long id,

        Instant startedAt,
        Instant endedAt,
        @Schema(description = "How many interactions") long interactions,

        @Schema(description = "The same, by the rule that kept them longest")
        Map<String, Long> byRule,

        @Schema(description = "The same, by channel") Map<String, Long> byChannel,

        @Schema(description = "How many were due and stayed because of a legal hold")
        long held) {

    static PurgeView of(Purge purge) {
        Map<String, Long> byRule = new TreeMap<>();
        purge.byRule().forEach((rule, count) -> byRule.put(rule.value(), count));
        Map<String, Long> byChannel = new TreeMap<>();
        purge.byChannel().forEach((channel, count) -> byChannel.put(channel.wireName(), count));
        return new PurgeView(
                purge.id(), purge.startedAt(), purge.endedAt(), purge.interactions(), byRule, byChannel, purge.held());
    }
}
