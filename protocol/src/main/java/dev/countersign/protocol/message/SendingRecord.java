package dev.countersign.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Salt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * That a message was sent, when, and to which keys: what its entry in the log commits to. It proves the sending for ever, to anybody
 * who is shown it, and tells nothing of what was said.
 *
 * @param message {@code msg_...}
 * @param sentAt to the millisecond
 * @param content commitment to what was said; who has the message can open it
 * @param copies one for each wallet that it was sent to
 */
public record SendingRecord(String message, Instant sentAt, Commitment content, List<Copy> copies) {
    /** The most wallets that a message goes to. */
    public static final int MAX_COPIES = 100;

    private static final String WHERE = "Countersign message: sending record";
    private static final int VERSION = 1;
    private static final int HASH_BYTES = 32;

    /**
     * The copy of one wallet.
     *
     * @param wallet {@code wal_...}
     * @param key thumbprint of the key that it is encrypted to (RFC 7638)
     * @param jweSha256 see {@link SealedMessage#sha256}
     */
    public record Copy(String wallet, String key, String jweSha256) {
        /** Names what was sealed for a wallet. */
        public static Copy of(String wallet, SealedMessage sealed) {
            return new Copy(wallet, sealed.keyThumbprint(), sealed.sha256());
        }
    }

    /** Copies the list. */
    public SendingRecord {
        copies = List.copyOf(copies);
        if (copies.isEmpty() || copies.size() > MAX_COPIES) {
            throw new MalformedInputException(
                    WHERE + ": copies: " + copies.size() + " (expected: 1.." + MAX_COPIES + ")");
        }
    }

    /**
     * Reads what {@link #toJson} printed.
     *
     * @throws MalformedInputException when it is something else, or anything more
     */
    public static SendingRecord parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE).only("v", "message", "sent_at", "content", "copies");
        members.integer("v", VERSION, VERSION);
        return new SendingRecord(
                MessageContent.checkName("message", members.text("message")),
                members.time("sent_at"),
                Commitment.parse(members.text("content")),
                members.objects("copies").stream().map(SendingRecord::copy).collect(Collectors.toList()));
    }

    private static Copy copy(JsonMembers members) {
        members.only("wallet", "key", "jwe_sha256");
        return new Copy(
                MessageContent.checkName("wallet", members.text("wallet")),
                hash(members, "key"),
                hash(members, "jwe_sha256"));
    }

    private static String hash(JsonMembers members, String name) {
        String text = members.text(name);
        if (Base64Url.decode(text).length != HASH_BYTES) {
            throw new MalformedInputException(WHERE + ": " + name + " (expected: " + HASH_BYTES + " bytes)");
        }
        return text;
    }

    /** Returns it as it is committed to. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("v", VERSION)
                .put("message", message)
                .put("sent_at", JsonMembers.print(sentAt))
                .put("content", content.toString());
        ArrayNode array = json.putArray("copies");
        copies.forEach(copy -> array.addObject()
                .put("wallet", copy.wallet())
                .put("key", copy.key())
                .put("jwe_sha256", copy.jweSha256()));
        return json;
    }

    /** Returns the entry in the log that commits to it. */
    public LogEntry entry(Salt salt) {
        return new LogEntry(EntryType.MESSAGE_SENT, Commitment.to(toJson(), salt));
    }

    /** Returns what it says of this wallet's copy. */
    public Optional<Copy> copyOf(String wallet) {
        return copies.stream().filter(copy -> copy.wallet().equals(wallet)).findFirst();
    }

    /** Returns whether it is of this message, and of the copy that it came in. */
    public boolean covers(CustomerMessage opened, SealedMessage sealed) {
        return message.equals(opened.content().id())
                && content.equals(opened.logged().commitment())
                && copyOf(opened.wallet()).equals(Optional.of(Copy.of(opened.wallet(), sealed)));
    }
}
