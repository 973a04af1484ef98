package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.EntryType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Records that somebody was shown a verified identity: who, when, and which claims; never a value. */
@ApplicationScoped
public class RecordView {
    private final VerifiedIdentities identities;
    private final AppendToTimeline timeline;

    RecordView(VerifiedIdentities identities, AppendToTimeline timeline) {
        this.identities = identities;
        this.timeline = timeline;
    }

    /**
     * Records it in the caller's transaction, and in the timeline.
     *
     * @param shown as it was shown: what it covers was not seen
     */
    @Transactional
    public void record(InteractionId id, VerifiedIdentity shown, String viewer, Instant at) {
        identities.viewed(id, shown.challenge(), viewer, at);
        ObjectNode data = Json.object().put("challenge", shown.challenge()).put("viewer", viewer);
        ArrayNode open = data.putArray("shown");
        ArrayNode covered = data.putArray("covered");
        for (VerifiedAttribute attribute : shown.attributes()) {
            (shown.covers(attribute) ? covered : open).add(attribute.path().toJson());
        }
        timeline.append(id, EntryType.IDENTITY_VIEWED, data, at);
    }
}
