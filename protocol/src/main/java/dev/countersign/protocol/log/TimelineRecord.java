package dev.countersign.protocol.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of an interaction, as the log's entry commits to it. Each names the commitment of the one before, so that the order is
 * a chain; the one that closes the interaction says how many there are until then, so that none can be missing.
 *
 * @param interaction name of the interaction
 * @param position 0 for the first, without gaps
 * @param previous commitment of the record at the position before; empty at 0 only
 * @param at when it happened, as whoever reports it says
 * @param data what happened; numbers in it are whole and below 2^53
 */
public record TimelineRecord(
        String interaction, int position, Optional<Commitment> previous, EntryType type, Instant at, ObjectNode data) {
    private static final int VERSION = 1;

    public TimelineRecord {
        boolean first = position == 0;
        if (position < 0 || previous.isPresent() == first) {
            throw new IllegalArgumentException(
                    "position: " + position + " (expected: >= 0, and a previous commitment behind 0)");
        }
        data = data.deepCopy();
    }

    /** Returns it as JSON, ready to be committed to. */
    public ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("v", VERSION).put("interaction", interaction).put("position", position);
        previous.ifPresent(commitment -> json.put("previous", commitment.toString()));
        json.put("type", type.wireName()).put("at", at.toString());
        if (type == EntryType.INTERACTION_CLOSED) {
            json.put("entries", position + 1);
        }
        json.set("data", data.deepCopy());
        return json;
    }

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is not exactly what {@link #toJson} makes; also when the number of entries of one
     *     that closes does not fit its position
     */
    public static TimelineRecord parse(ObjectNode json) {
        TimelineRecord read = read(json);
        // Whatever else is in it would be committed to and seen by nobody.
        if (!read.toJson().equals(json)) {
            throw new MalformedInputException("timeline record: members (expected: those of version " + VERSION + ")");
        }
        return read;
    }

    private static TimelineRecord read(ObjectNode json) {
        Optional<Commitment> previous =
                json.has("previous") ? Optional.of(Commitment.parse(text(json, "previous"))) : Optional.empty();
        JsonNode position = json.path("position");
        if (!position.isInt() || !(json.path("data") instanceof ObjectNode data)) {
            throw new MalformedInputException("timeline record: position, data (expected: a whole number, an object)");
        }
        try {
            return new TimelineRecord(
                    text(json, "interaction"),
                    position.intValue(),
                    previous,
                    type(text(json, "type")),
                    Instant.parse(text(json, "at")),
                    data);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new MalformedInputException(
                    "timeline record: position, at (expected: a place in the chain, a time)", e);
        }
    }

    private static String text(ObjectNode json, String member) {
        JsonNode value = json.path(member);
        if (!value.isTextual()) {
            throw new MalformedInputException("timeline record: " + member + " (expected: text)");
        }
        return value.textValue();
    }

    private static EntryType type(String name) {
        return EntryType.named(name)
                .orElseThrow(() -> new MalformedInputException("timeline record: type (expected: a known one)"));
    }

    /** Tells nothing of what happened: that is somebody's own. */
    @Override
    public String toString() {
        return "TimelineRecord[" + interaction + " " + position + " " + type.wireName() + "]";
    }
}
