package dev.countersign.service.content.web;

import dev.countersign.service.content.ContentDescription;
import dev.countersign.service.content.FindContent.Described;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A recording, transcript or attachment; never its bytes. */
@Schema(name = "Content", description = "A recording, transcript or attachment; never its bytes")
record ContentView(
        @Schema(description = "cnt_...") String id,
        @Schema(description = "int_...") String interaction,

        @Schema(description = "recording, transcript or attachment")
        String kind,

        @Schema(description = "uploading, complete or erased")
        String state,

        @Schema(description = "Absent once it is erased") Optional<String> mediaType,

        @Schema(description = "Of the file; absent once it is erased")
        Optional<String> name,

        @Schema(description = "When it came about, as its source says")
        Instant at,

        Instant createdAt,
        @Schema(description = "Bytes that were announced") Optional<Long> size,
        @Schema(description = "Bytes that are there") long received,
        Optional<Instant> completedAt) {

    static ContentView of(Described described) {
        var content = described.content();
        return new ContentView(
                content.id().value(),
                content.interaction().value(),
                content.kind().label(),
                content.state().label(),
                described.description().map(ContentDescription::mediaType),
                described.description().flatMap(ContentDescription::name),
                content.at(),
                content.createdAt(),
                content.size().isPresent() ? Optional.of(content.size().getAsLong()) : Optional.empty(),
                content.received(),
                content.completedAt());
    }

    @Override
    public String toString() {
        return "ContentView[" + id + "]";
    }
}
