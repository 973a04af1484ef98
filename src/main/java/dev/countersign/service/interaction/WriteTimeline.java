package dev.countersign.service.interaction;

import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.OpenedRecord;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.TimelineLink;
import dev.countersign.protocol.log.TimelineRecord;
import dev.countersign.service.ledger.AppendEntry;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Gives steps their places in a timeline and puts their commitments into the log; all in the caller's transaction. */
@ApplicationScoped
class WriteTimeline {
    private final Timeline timeline;
    private final AppendEntry ledger;
    private final PersonalData personalData;
    private final Random random;

    WriteTimeline(Timeline timeline, AppendEntry ledger, PersonalData personalData, Random random) {
        this.timeline = timeline;
        this.ledger = ledger;
        this.personalData = personalData;
        this.random = random;
    }

    /**
     * Begins to write: from now until the transaction ends nobody else does.
     *
     * <p>The customer's key is held before the timeline: who erases has the key first, too, and nobody waits in a circle.
     */
    Pen begin(Interaction interaction) {
        Optional<String> customer = interaction.customer().map(id -> id.value());
        Optional<String> held = customer.filter(personalData::hold);
        return new Pen(
                interaction.id(),
                held.orElse(interaction.id().value()),
                customer.isPresent() && held.isEmpty(),
                timeline.lock(interaction.id()));
    }

    /** Writes one timeline, entry after entry. */
    final class Pen {
        private final InteractionId interaction;
        private final String owner;
        private final boolean erased;
        private TimelineEnd end;

        // Nobody outside calls it; four things are known once the lock is held.
        private Pen(InteractionId interaction, String owner, boolean erased, TimelineEnd end) {
            this.interaction = interaction;
            this.owner = owner;
            this.erased = erased;
            this.end = end;
        }

        /** Returns whether the customer was erased: then nothing personal may be written any more. */
        boolean erased() {
            return erased;
        }

        /** Returns whether the interaction has ended. */
        boolean closed() {
            return end.closed();
        }

        /** Writes the next entry. */
        TimelineEntry write(TimelineStep step) {
            TimelineRecord record = new TimelineRecord(
                    interaction.value(), end.position(), end.previous(), step.type(), step.at(), step.data());
            OpenedRecord opened = new OpenedRecord(record.toJson(), Salt.random(random::bytes));
            LogEntry entry = new LogEntry(step.type(), opened.commitment());
            EntryId entryId = ledger.append(entry);
            TimelineEntry written = new TimelineEntry(
                    interaction, record.position(), step.at(), entryId, new TimelineLink(entry, Optional.of(opened)));
            timeline.add(written, owner);
            end = end.behind(written);
            return written;
        }
    }
}
