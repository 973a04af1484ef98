package dev.countersign.service.retention.web;

import dev.countersign.service.retention.LegalHold;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A hold as JSON. */
@Schema(name = "LegalHold", description = "Something that must not go until it is released")
record LegalHoldView(
        @Schema(description = "hld_...") String id,
        @Schema(description = "int_..., when it is one") Optional<String> interaction,

        @Schema(description = "cus_..., when it is a customer with everything")
        Optional<String> customer,

        String reason,

        @Schema(description = "Who placed it, as in staff:maria")
        String placedBy,

        Instant placedAt,
        Optional<String> releasedBy,
        Optional<Instant> releasedAt,
        Optional<String> releaseReason) {

    static LegalHoldView of(LegalHold hold) {
        return new LegalHoldView(
                hold.id().value(),
                hold.subject() instanceof LegalHold.Subject.OfInteraction one
                        ? Optional.of(one.interaction().value())
                        : Optional.empty(),
                hold.subject() instanceof LegalHold.Subject.OfCustomer all
                        ? Optional.of(all.customer().value())
                        : Optional.empty(),
                hold.reason(),
                hold.placedBy(),
                hold.placedAt(),
                hold.released().map(LegalHold.Release::by),
                hold.released().map(LegalHold.Release::at),
                hold.released().map(LegalHold.Release::reason));
    }

    @Override
    public String toString() {
        return "LegalHoldView[" + id + "]";
    }
}
