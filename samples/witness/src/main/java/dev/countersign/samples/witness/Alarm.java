package dev.countersign.samples.witness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Something that a person must look at.
 *
 * @param since when it began
 * @param detail what was found, for that person
 */
record Alarm(AlarmKind kind, String origin, Instant since, String detail) {

    ObjectNode toJson() {
        return Json.object()
                .put("kind", kind.wireName())
                .put("origin", origin)
                .put("since", since.toString())
                .put("detail", detail);
    }

    /**
     * Reads one that was kept.
     *
     * @throws MalformedInputException when it is not one
     */
    static Alarm parse(byte[] bytes) {
        ObjectNode json = Json.parseObject(bytes);
        for (AlarmKind kind : AlarmKind.values()) {
            if (kind.wireName().equals(json.path("kind").asText())) {
                return new Alarm(
                        kind,
                        json.path("origin").asText(),
                        instant(json.path("since").asText()),
                        json.path("detail").asText());
            }
        }
        throw new MalformedInputException("alarm: kind (expected: forked, shrunk or contradicted)");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedInputException("alarm: since (expected: a time)", e);
        }
    }
}
