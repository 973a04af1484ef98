package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.interaction.PlatformEvent;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads events as platforms send them: one, or an array. No refusal repeats what was sent: it may be personal. */
final class EventBodies {
    private static final int MOST = 500;
    private static final int MAX_ID_CHARS = 200;
    private static final int MAX_DATA_BYTES = 16_384;
    // It is kept, and shown, deeper in other objects than it came: whoever reads it must not be over their limit.
    private static final int MAX_DEPTH = 16;
    // Beyond it the canonical form would give two numbers one form (RFC 8785 3.2.2.3).
    private static final long BEYOND_EXACT = 1L << 53;
    private static final Duration CLOCKS_APART = Duration.ofDays(1);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Set<String> MEMBERS = Set.of("source", "source_event_id", "type", "at", "data");

    private final Instant now;

    EventBodies(Instant now) {
        this.now = now;
    }

    /**
     * Reads a body.
     *
     * @throws Problem malformed-request with the pointer of what is wrong
     * @throws MalformedInputException when it is no JSON
     */
    List<PlatformEvent> parse(byte[] body) {
        JsonNode json = Json.parse(body);
        if (!json.isArray()) {
            return List.of(event("", json));
        }
        if (json.isEmpty() || json.size() > MOST) {
            throw malformed("", json.size() + " events (expected: 1 to " + MOST + ")");
        }
        List<PlatformEvent> events = new ArrayList<>();
        for (JsonNode item : json) {
            events.add(event("/" + events.size(), item));
        }
        return events;
    }

    private PlatformEvent event(String pointer, JsonNode json) {
        if (!(json instanceof ObjectNode event)) {
            throw malformed(pointer, "expected: an event");
        }
        event.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw malformed(
                        pointer, "a member that is not known here (expected: source, source_event_id, type, at, data)");
            }
        });
        return new PlatformEvent(
                pointer,
                new PlatformEvent.Name(source(pointer, event), id(pointer, event)),
                PlatformEvent.Kind.named(event.path("type").asText())
                        .orElseThrow(() -> malformed(
                                pointer + "/type",
                                "expected: call_started, call_transferred, call_ended, message, email, video or note")),
                at(pointer, event),
                data(pointer, event));
    }

    private static String source(String pointer, ObjectNode event) {
        String source = event.path("source").isTextual() ? event.path("source").textValue() : "";
        if (!SOURCE.matcher(source).matches()) {
            throw malformed(pointer + "/source", "expected: 1 to 64 of letters, digits and . _ : -");
        }
        return source;
    }

    private static String id(String pointer, ObjectNode event) {
        String id = event.path("source_event_id").isTextual()
                ? event.path("source_event_id").textValue()
                : "";
        if (id.isEmpty() || id.length() > MAX_ID_CHARS || id.chars().anyMatch(Character::isISOControl)) {
            throw malformed(
                    pointer + "/source_event_id",
                    "expected: 1 to " + MAX_ID_CHARS + " characters, no control characters");
        }
        return id;
    }

    private Instant at(String pointer, ObjectNode event) {
        Instant at;
        try {
            at = OffsetDateTime.parse(event.path("at").asText()).toInstant();
        } catch (DateTimeException e) {
            throw malformed(pointer + "/at", "expected: a time (RFC 3339)");
        }
        if (at.isBefore(EARLIEST) || at.isAfter(now.plus(CLOCKS_APART))) {
            throw malformed(pointer + "/at", "expected: not before 1970, at most a day ahead");
        }
        return at;
    }

    private static ObjectNode data(String pointer, ObjectNode event) {
        JsonNode data = event.has("data") ? event.path("data") : Json.object();
        if (!(data instanceof ObjectNode object) || Json.print(data).length > MAX_DATA_BYTES) {
            throw malformed(pointer + "/data", "expected: an object of at most " + MAX_DATA_BYTES + " bytes");
        }
        if (depth(object) > MAX_DEPTH) {
            throw malformed(pointer + "/data", "expected: nested no deeper than " + MAX_DEPTH);
        }
        if (!exact(object)) {
            throw malformed(pointer + "/data", "expected: numbers that are whole and below 2^53; others as text");
        }
        return object;
    }

    // Json has bounded it: no stack is too small.
    private static int depth(JsonNode value) {
        int deepest = 0;
        for (JsonNode part : value) {
            deepest = Math.max(deepest, depth(part));
        }
        return value.isContainerNode() ? deepest + 1 : deepest;
    }

    private static boolean exact(JsonNode value) {
        if (value.isNumber()) {
            return value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() < BEYOND_EXACT
                    && value.longValue() > -BEYOND_EXACT;
        }
        for (JsonNode part : value) {
            if (!exact(part)) {
                return false;
            }
        }
        return true;
    }

    private static Problem malformed(String pointer, String expected) {
        return new Problem(ProblemType.MALFORMED_REQUEST, "An event is not what it should be.").at(pointer, expected);
    }
}
