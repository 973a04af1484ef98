package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks that a timeline is in the order in which it was written, with nothing altered, inserted or left out. */
public final class TimelineChain {
    private final String interaction;
    private final List<TimelineLink> links;

    private TimelineChain(String interaction, List<TimelineLink> links) {
        this.interaction = interaction;
        this.links = links;
    }

    /**
     * Checks each link against the one before.
     *
     * @param interaction whose timeline it is said to be
     * @param links from position 0 on
     */
    public static TimelineVerdict check(String interaction, List<TimelineLink> links) {
        return new TimelineChain(interaction, List.copyOf(links)).check();
    }

    private TimelineVerdict check() {
        int unreadable = 0;
        OptionalInt closedWith = OptionalInt.empty();
        for (int position = 0; position < links.size(); position++) {
            Optional<TimelineFault> fault = fault(position);
            if (fault.isPresent()) {
                return new TimelineVerdict.Broken(position, fault.get());
            }
            TimelineLink link = links.get(position);
            unreadable += link.opened().isPresent() ? 0 : 1;
            if (link.entry().type() == EntryType.INTERACTION_CLOSED) {
                closedWith = OptionalInt.of(position + 1);
            }
        }
        return new TimelineVerdict.Unbroken(links.size(), unreadable, closedWith);
    }

    private Optional<TimelineFault> fault(int position) {
        TimelineLink link = links.get(position);
        if (!link.opened().isPresent()) {
            return Optional.empty();
        }
        if (!link.opened().get().commitment().equals(link.entry().commitment())) {
            return Optional.of(TimelineFault.NOT_WHAT_WAS_COMMITTED);
        }
        try {
            return fault(position, TimelineRecord.parse(link.opened().get().record()));
        } catch (MalformedInputException e) {
            return Optional.of(TimelineFault.NOT_A_RECORD);
        }
    }

    private Optional<TimelineFault> fault(int position, TimelineRecord record) {
        if (!record.interaction().equals(interaction)) {
            return Optional.of(TimelineFault.OF_ANOTHER_INTERACTION);
        }
        if (record.type() != links.get(position).entry().type()) {
            return Optional.of(TimelineFault.OF_ANOTHER_TYPE);
        }
        if (record.position() != position) {
            return Optional.of(TimelineFault.AT_ANOTHER_POSITION);
        }
        // A record at position 0 has none before it, and every other has one: its constructor sees to that.
        return record.previous()
                .filter(previous ->
                        !previous.equals(links.get(position - 1).entry().commitment()))
                .map(previous -> TimelineFault.FOLLOWS_ANOTHER);
    }
}
