package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.Optional;

/** One server-sent event of {@code GET /wallet/v1/inbox}; some are pushed, too. */
public sealed interface InboxEvent {
    /** Something to answer; the data is that of a push. */
    record Challenge(PushMessage message) implements InboxEvent {}

    /**
     * A challenge is over, answered or not.
     *
     * @param challenge {@code chl_...}
     * @param state as the API names it
     */
    record Closed(String challenge, String state) implements InboxEvent {}

    /**
     * The receipt of a challenge can be fetched.
     *
     * @param challenge {@code chl_...}
     */
    record Receipt(String challenge) implements InboxEvent {}

    /**
     * A message can be fetched, which only this customer's wallets can read.
     *
     * @param message {@code msg_...}
     */
    record Message(String message) implements InboxEvent {}

    /**
     * Reads an event; empty for one that this version does not know, which a wallet skips.
     *
     * @param event the {@code event} field of the stream
     * @throws MalformedInputException when the data is not what the event promises
     */
    static Optional<InboxEvent> parse(String event, JsonNode data) {
        JsonMembers members = JsonMembers.of(data, "Countersign wallet: inbox event");
        return switch (event) {
            case "challenge" -> Optional.of(new Challenge(PushMessage.parse(data)));
            case "closed" -> Optional.of(new Closed(members.text("challenge"), members.text("state")));
            case "receipt" -> Optional.of(new Receipt(members.text("challenge")));
            case "message" -> Optional.of(new Message(members.text("message")));
            default -> Optional.empty();
        };
    }

    /**
     * Reads what was pushed: {@code {"type": "challenge", ...}}, {@code {"type": "closed", ...}}, which takes it back, or
     * {@code {"type": "message", ...}}.
     *
     * @throws MalformedInputException when it is none of them
     */
    static InboxEvent parsePushed(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "Countersign wallet: push");
        return switch (members.text("type")) {
            case "closed" -> new Closed(members.text("challenge"), members.text("state"));
            case "message" -> new Message(members.text("message"));
            default -> new Challenge(PushMessage.parse(json));
        };
    }

    /** Returns what is pushed of it. */
    default ObjectNode pushed() {
        return data().put("type", event());
    }

    /** Returns the {@code event} field of the stream. */
    default String event() {
        if (this instanceof Message) {
            return "message";
        }
        return this instanceof Challenge ? "challenge" : this instanceof Closed ? "closed" : "receipt";
    }

    /** Returns the {@code data} field of the stream. */
    default ObjectNode data() {
        if (this instanceof Challenge challenge) {
            return challenge.message().toJson();
        }
        if (this instanceof Closed closed) {
            return Json.object().put("challenge", closed.challenge()).put("state", closed.state());
        }
        if (this instanceof Message sent) {
            return Json.object().put("message", sent.message());
        }
        return Json.object().put("challenge", ((Receipt) this).challenge());
    }
}
