package dev.countersign.service.content.web;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,0",
        "bytes=0-99,0,99",
        "bytes=0-1000,0,99",
        "bytes=99-,99,99",
        "bytes=-1,99,99",
        "bytes=-1000,0,99",
        "bytes=10-19,10,19"
    })
    void one_range_is_served(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
    void a_range_behind_the_end_is_not_satisfiable(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange.NotSatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes", "", "bytes=9999999999999999999-"})
    void what_is_no_single_range_of_bytes_is_as_if_nothing_was_asked(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange.Whole());
        assertThat(ByteRange.of(null, 100)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void nothing_has_no_part() {
        assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new ByteRange.NotSatisfiable());
        assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new ByteRange.NotSatisfiable());
    }

    @Property
    void a_part_lies_within_the_content_whatever_is_asked(
            @ForAll String header, @ForAll @LongRange(min = 0) long first, @ForAll @LongRange(min = 0) long last) {
        for (String asked : new String[] {header, "bytes=" + header, "bytes=" + first + "-" + last}) {
            if (ByteRange.of(asked, 1_000) instanceof ByteRange.Part part) {
                assertThat(part.first()).isBetween(0L, 999L);
                assertThat(part.last()).isBetween(part.first(), 999L);
            }
        }
    }
}
