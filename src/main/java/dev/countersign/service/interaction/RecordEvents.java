package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.OpenedRecord;
import dev.countersign.protocol.log.TimelineRecord;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes what platforms say that happened into the timeline of an interaction, each event once. */
@ApplicationScoped
public class RecordEvents {
    private static final String RECEIVED_AT = "received_at";
    private static final String LATE = "late";

    private final Interactions interactions;
    private final Timeline timeline;
    private final WriteTimeline writeTimeline;
    private final InteractionEvents events;
    private final KeyedHash keyedHash;
    private final Clock clock;

    RecordEvents(
            Interactions interactions,
            Timeline timeline,
            WriteTimeline writeTimeline,
            InteractionEvents events,
            KeyedHash keyedHash,
            Clock clock) {
        this.interactions = interactions;
        this.timeline = timeline;
        this.writeTimeline = writeTimeline;
        this.events = events;
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    /**
     * Takes all or none, in their order. One that was taken before is not taken again, and gets the same answer. After the
     * interaction has ended they are taken still, and marked {@code late}: a recorder or mail server often has the last word.
     *
     * @throws Problem not-found; state-conflict when a source says something else under a name that it has used, and when the
     *     customer was erased: nothing new is kept of them
     */
    @Transactional
    public List<TakenEvent> record(InteractionId id, List<PlatformEvent> said) {
        Interaction interaction = FindInteraction.require(interactions, id);
        WriteTimeline.Pen pen = writeTimeline.begin(interaction);
        if (pen.erased()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The customer was erased: nothing new is kept of them.");
        }
        List<TakenEvent> taken = new ArrayList<>();
        int before = 0;
        for (PlatformEvent event : said) {
            EventKey key = key(id, event.name());
            Optional<TimelineEntry> known = timeline.find(id, key);
            before += known.isPresent() ? 1 : 0;
            taken.add(known.isPresent() ? again(event, known.get()) : anew(event, key, pen));
        }
        if (before < said.size()) {
            events.publish(interaction, "timeline.extended", Json.object().put("added", said.size() - before));
        }
        return taken;
    }

    private TakenEvent anew(PlatformEvent event, EventKey key, WriteTimeline.Pen pen) {
        Instant now = clock.instant();
        ObjectNode data = told(event).put(RECEIVED_AT, now.toString());
        if (pen.closed()) {
            data.put(LATE, true);
        }
        TimelineEntry entry = pen.write(new TimelineStep(event.kind().entryType(), data, event.at()));
        timeline.name(key, entry);
        return taken(event, entry, now);
    }

    private static TakenEvent again(PlatformEvent event, TimelineEntry known) {
        TimelineRecord record = known.link()
                .opened()
                .map(OpenedRecord::record)
                .map(TimelineRecord::parse)
                .orElseThrow(() -> conflict(event));
        ObjectNode data = record.data().deepCopy();
        Instant receivedAt = Instant.parse(data.path(RECEIVED_AT).asText());
        data.remove(List.of(RECEIVED_AT, LATE));
        if (!data.equals(told(event)) || !record.at().equals(event.at())) {
            throw conflict(event);
        }
        return taken(event, known, receivedAt);
    }

    private static ObjectNode told(PlatformEvent event) {
        ObjectNode data = Json.object()
                .put("event", event.kind().wireName())
                .put("source", event.name().source())
                .put("source_event_id", event.name().id());
        data.set("data", event.data().deepCopy());
        return data;
    }

    private static TakenEvent taken(PlatformEvent event, TimelineEntry entry, Instant receivedAt) {
        return new TakenEvent(
                event.name(), entry.position(), receivedAt, entry.link().entry().commitment());
    }

    private static Problem conflict(PlatformEvent event) {
        return new Problem(ProblemType.STATE_CONFLICT, "This source has said something else under this id.")
                .at(event.pointer() + "/source_event_id", "expected: the same event again, or another id");
    }

    // No name of a source has a line's end in it.
    private EventKey key(InteractionId interaction, PlatformEvent.Name name) {
        return new EventKey(
                keyedHash.hash("interaction.event", interaction.value() + "\n" + name.source() + "\n" + name.id()));
    }
}
