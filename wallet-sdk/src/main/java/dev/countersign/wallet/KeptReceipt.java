package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import java.util.OptionalLong;

/**
 * A receipt as it came, and what this wallet found when it checked it.
 *
 * @param compact the signed receipt; kept also when it is wrong, because then it is evidence
 * @param logIndex the position that it claims in the organisation's log
 */
public record KeptReceipt(String compact, Finding finding, OptionalLong logIndex) {
    /** What the check found. */
    public enum Finding {
        /** The organisation signed it, and it says what was shown and answered. */
        MATCHES,
        /** The organisation did not sign it, or it says something else. */
        DIFFERS
    }

    static KeptReceipt wrong(String compact) {
        return new KeptReceipt(compact, Finding.DIFFERS, OptionalLong.empty());
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("compact", compact).put("finding", finding.name());
        logIndex.ifPresent(index -> json.put("log_index", index));
        return json;
    }

    static KeptReceipt parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "wallet: receipt");
        return new KeptReceipt(
                members.text("compact"),
                Finding.valueOf(members.text("finding")),
                members.optionalInteger("log_index", 0, Long.MAX_VALUE)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }
}
