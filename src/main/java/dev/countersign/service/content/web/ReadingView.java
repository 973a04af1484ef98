package dev.countersign.service.content.web;

import dev.countersign.service.content.Reading;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That somebody asked to read a content, and what came of it. */
@Schema(name = "ContentReading", description = "That somebody asked to read a content, and what came of it")
record ReadingView(
        @Schema(description = "rdg_...") String id,
        @Schema(description = "cnt_...") String content,
        @Schema(description = "int_...") String interaction,

        @Schema(description = "awaiting_approval, open or expired")
        String state,

        @Schema(description = "Who asked, as in staff:maria")
        String reader,

        String role,
        @Schema(description = "Absent once it is erased") Optional<String> reason,
        Instant askedAt,
        Optional<String> approver,
        Optional<Instant> approvedAt,
        Instant expiresAt,
        Optional<Instant> firstReadAt,
        Optional<Instant> lastReadAt,

        @Schema(description = "How often bytes were fetched")
        int times) {

    static ReadingView of(Reading reading, Instant now) {
        return new ReadingView(
                reading.id().value(),
                reading.content().value(),
                reading.interaction().value(),
                reading.state(now).name().toLowerCase(Locale.ROOT),
                reading.reader(),
                reading.role(),
                reading.reason(),
                reading.askedAt(),
                reading.approver(),
                reading.approvedAt(),
                reading.expiresAt(),
                reading.firstReadAt(),
                reading.lastReadAt(),
                reading.times());
    }

    @Override
    public String toString() {
        return "ReadingView[" + id + "]";
    }
}
