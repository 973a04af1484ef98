package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.message.SealedMessage;
import dev.countersign.protocol.message.SendingRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answer of {@code GET /wallet/v1/messages}; nothing in it is verified.
 *
 * @param nextCursor for the next page; absent on the last
 */
public record MessagePage(List<Item> items, Optional<String> nextCursor) {
    /** The most items of a page: so many of the longest fit into what a wallet reads. */
    public static final int MAX_ITEMS = 8;

    private static final String WHERE = "Countersign wallet: messages";

    /**
     * One message.
     *
     * @param record of which the log has a commitment
     * @param salt with which the log's entry commits to the record
     * @param read whether a wallet said that it was read
     */
    public record Item(SealedMessage message, SendingRecord record, Salt salt, boolean read) {}

    /** Copies the list. */
    public MessagePage {
        items = List.copyOf(items);
    }

    /**
     * Reads {@code {"items": [{"jwe", "record", "salt", "read"}], "next_cursor"}}.
     *
     * @throws MalformedInputException when a member is missing or of another type
     */
    public static MessagePage parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        List<JsonMembers> items = members.objects("items");
        if (items.size() > MAX_ITEMS) {
            throw new MalformedInputException(WHERE + ": items: " + items.size() + " (expected: <= " + MAX_ITEMS + ")");
        }
        return new MessagePage(
                items.stream().map(MessagePage::item).collect(Collectors.toList()),
                json.path("next_cursor").isNull() ? Optional.empty() : members.optionalText("next_cursor"));
    }

    private static Item item(JsonMembers item) {
        return new Item(
                new SealedMessage(item.text("jwe", SealedMessage.MAX_CHARS)),
                SendingRecord.parse(item.object("record").json()),
                Salt.parse(item.text("salt")),
                item.optionalTruth("read").orElse(false));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("items");
        for (Item item : items) {
            ObjectNode one = array.addObject().put("jwe", item.message().compact());
            one.set("record", item.record().toJson());
            one.put("salt", item.salt().toBase64Url()).put("read", item.read());
        }
        return json.put("next_cursor", nextCursor.orElse(null));
    }
}
