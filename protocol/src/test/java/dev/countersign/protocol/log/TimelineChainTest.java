package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimelineChainTest {
    private static final String INTERACTION = "int_1";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static TimelineLink link(TimelineRecord record) {
        OpenedRecord opened = new OpenedRecord(record.toJson(), Salt.random(RandomSource.secure()));
        return new TimelineLink(new LogEntry(record.type(), opened.commitment()), Optional.of(opened));
    }

    private static TimelineRecord after(List<TimelineLink> links, EntryType type) {
        Optional<Commitment> previous = links.isEmpty()
                ? Optional.empty()
                : Optional.of(links.get(links.size() - 1).entry().commitment());
        return new TimelineRecord(
                INTERACTION,
                links.size(),
                previous,
                type,
                NOON.plusSeconds(links.size()),
                Json.object().put("n", links.size()));
    }

    private static List<TimelineLink> timeline() {
        List<TimelineLink> links = new ArrayList<>();
        for (EntryType type : new EntryType[] {
            EntryType.INTERACTION_OPENED,
            EntryType.AGENT_JOINED,
            EntryType.EVENT_ADDED,
            EntryType.EVENT_ADDED,
            EntryType.INTERACTION_CLOSED
        }) {
            links.add(link(after(links, type)));
        }
        return links;
    }

    private static TimelineVerdict check(List<TimelineLink> links) {
        return TimelineChain.check(INTERACTION, links);
    }

    @Test
    void a_timeline_that_was_closed_is_unbroken_and_complete() {
        assertThat(check(timeline())).isEqualTo(new TimelineVerdict.Unbroken(5, 0, OptionalInt.of(5)));
    }

    @Test
    void of_a_timeline_without_its_end_nobody_believes_that_it_is_complete() {
        assertThat(check(timeline().subList(0, 4))).isEqualTo(new TimelineVerdict.Unbroken(4, 0, OptionalInt.empty()));
    }

    @Property
    void a_dropped_entry_is_noticed(@ForAll @IntRange(max = 3) int dropped) {
        List<TimelineLink> links = timeline();
        links.remove(dropped);

        assertThat(check(links)).isEqualTo(new TimelineVerdict.Broken(dropped, TimelineFault.AT_ANOTHER_POSITION));
    }

    @Property
    void two_swapped_entries_are_noticed(@ForAll @IntRange(max = 4) int one, @ForAll @IntRange(max = 4) int other) {
        List<TimelineLink> links = timeline();
        Collections.swap(links, one, other);

        assertThat(check(links) instanceof TimelineVerdict.Unbroken).isEqualTo(one == other);
    }

    @Property
    void an_altered_record_is_noticed(@ForAll @IntRange(max = 4) int altered) {
        List<TimelineLink> links = timeline();
        OpenedRecord told = links.get(altered).opened().orElseThrow();
        ObjectNode record = told.record().deepCopy();
        record.putObject("data").put("n", 99);
        links.set(
                altered,
                new TimelineLink(links.get(altered).entry(), Optional.of(new OpenedRecord(record, told.salt()))));

        assertThat(check(links)).isEqualTo(new TimelineVerdict.Broken(altered, TimelineFault.NOT_WHAT_WAS_COMMITTED));
    }

    @Property
    void an_entry_that_was_replaced_with_its_commitment_is_noticed(@ForAll @IntRange(max = 3) int replaced) {
        List<TimelineLink> links = timeline();
        List<TimelineLink> before = links.subList(0, replaced);
        links.set(replaced, link(after(before, links.get(replaced).entry().type())));

        assertThat(check(links)).isEqualTo(new TimelineVerdict.Broken(replaced + 1, TimelineFault.FOLLOWS_ANOTHER));
    }

    @Property
    void an_inserted_entry_is_noticed(@ForAll @IntRange(max = 4) int at) {
        List<TimelineLink> links = timeline();
        List<TimelineLink> before = List.copyOf(links.subList(0, at));
        links.add(at, link(after(before, EntryType.EVENT_ADDED)));

        assertThat(check(links)).isEqualTo(new TimelineVerdict.Broken(at + 1, TimelineFault.AT_ANOTHER_POSITION));
    }

    @Test
    void the_timeline_of_another_interaction_is_noticed() {
        assertThat(TimelineChain.check("int_2", timeline()))
                .isEqualTo(new TimelineVerdict.Broken(0, TimelineFault.OF_ANOTHER_INTERACTION));
    }

    @Test
    void an_entry_that_claims_another_type_in_the_log_is_noticed() {
        List<TimelineLink> links = timeline();
        TimelineLink told = links.get(2);
        links.set(
                2, new TimelineLink(new LogEntry(EntryType.VERDICT, told.entry().commitment()), told.opened()));

        assertThat(check(links)).isEqualTo(new TimelineVerdict.Broken(2, TimelineFault.OF_ANOTHER_TYPE));
    }

    @Test
    void what_was_erased_is_vouched_for_by_what_follows() {
        List<TimelineLink> links = timeline();
        links.set(2, new TimelineLink(links.get(2).entry(), Optional.empty()));
        assertThat(check(links)).isEqualTo(new TimelineVerdict.Unbroken(5, 1, OptionalInt.of(5)));

        links.set(2, new TimelineLink(links.get(1).entry(), Optional.empty()));
        assertThat(check(links)).isEqualTo(new TimelineVerdict.Broken(3, TimelineFault.FOLLOWS_ANOTHER));
    }

    @Test
    void a_record_is_read_as_it_was_written_and_tells_nothing_by_itself() {
        TimelineRecord closed = after(timeline(), EntryType.INTERACTION_CLOSED);
        assertThat(TimelineRecord.parse(closed.toJson())).isEqualTo(closed);
        assertThat(closed.toJson().path("entries").intValue()).isEqualTo(6);
        assertThat(closed).hasToString("TimelineRecord[int_1 5 interaction_closed]");
    }

    @Test
    void a_record_that_closes_with_another_number_of_entries_is_malformed() {
        ObjectNode json = after(timeline(), EntryType.INTERACTION_CLOSED).toJson();
        assertThatThrownBy(() -> TimelineRecord.parse(json.deepCopy().put("entries", 5)))
                .isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> TimelineRecord.parse(json.deepCopy().put("more", 5)))
                .isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> TimelineRecord.parse(json.deepCopy().put("position", 0)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Property
    void hostile_json_is_malformed_and_nothing_else(@ForAll @IntRange(max = 6) int member, @ForAll String value) {
        List<String> members = List.of("v", "interaction", "position", "previous", "type", "at", "data");
        ObjectNode json = after(timeline(), EntryType.VERDICT).toJson().put(members.get(member), value);
        try {
            assertThat(TimelineRecord.parse(json).toJson()).isEqualTo(json);
        } catch (MalformedInputException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
