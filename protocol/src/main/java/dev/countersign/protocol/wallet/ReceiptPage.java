package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answer of {@code GET /wallet/v1/receipts}.
 *
 * @param nextCursor for the next page; absent on the last
 */
public record ReceiptPage(List<Item> items, Optional<String> nextCursor) {
    /**
     * One receipt.
     *
     * @param challenge {@code chl_...}
     * @param receipt the signed receipt, compact; unverified
     */
    public record Item(String challenge, String receipt) {}

    /** Copies the list. */
    public ReceiptPage {
        items = List.copyOf(items);
    }

    /**
     * Reads {@code {"items": [{"challenge", "receipt"}], "next_cursor"}}.
     *
     * @throws MalformedInputException when a member is missing or of another type
     */
    public static ReceiptPage parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "Countersign wallet: receipts");
        return new ReceiptPage(
                members.objects("items").stream()
                        .map(item -> new Item(item.text("challenge"), item.text("receipt")))
                        .collect(Collectors.toList()),
                json.path("next_cursor").isNull() ? Optional.empty() : members.optionalText("next_cursor"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("items");
        items.forEach(
                item -> array.addObject().put("challenge", item.challenge()).put("receipt", item.receipt()));
        return json.put("next_cursor", nextCursor.orElse(null));
    }
}
