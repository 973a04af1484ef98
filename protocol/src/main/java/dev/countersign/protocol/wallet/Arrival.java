package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.Locale;

/**
 * Body of {@code POST /wallet/v1/challenges/{id}/delivered}: the wallet says that the challenge reached it.
 *
 * @param channel by which way
 */
public record Arrival(Channel channel) {
    private static final String WHERE = "Countersign wallet: arrival";

    /** The ways to a wallet. */
    public enum Channel {
        /** A push, by whatever service. */
        PUSH,
        /** The wallet's inbox. */
        INBOX;

        /** Returns the name as it stands in JSON, as in {@code push}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code {"channel"}}.
     *
     * @throws MalformedInputException when it is something else
     */
    public static Arrival parse(JsonNode json) {
        String name = JsonMembers.of(json, WHERE).only("channel").text("channel");
        for (Channel channel : Channel.values()) {
            if (channel.wireName().equals(name)) {
                return new Arrival(channel);
            }
        }
        throw new MalformedInputException(WHERE + ": channel (expected: push or inbox)");
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        return Json.object().put("channel", channel.wireName());
    }
}
