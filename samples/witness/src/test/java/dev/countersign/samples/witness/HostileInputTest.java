package dev.countersign.samples.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HostileInputTest {
    private static final String KEY = "log.example/alpha+7e61ca5e+AfW1e3qNuDXcKiAhWNcOAHKhx4zrWhNuzp4scSfVd6mU";

    @Property
    void what_is_no_log_is_malformed_and_nothing_else(@ForAll String text) {
        for (String hostile :
                List.of(text, KEY + "@" + text, KEY + "@https://" + text, text + "@https://bank.example")) {
            try {
                assertThat(LogAddress.parse(hostile).url().toString()).endsWith("/");
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Property
    void what_is_no_alarm_is_malformed_and_nothing_else(@ForAll byte[] bytes, @ForAll String text) {
        String quoted = new String(
                Json.print(Json.object().put("kind", "forked").put("since", clean(text))), StandardCharsets.UTF_8);
        for (byte[] hostile : List.of(bytes, quoted.getBytes(StandardCharsets.UTF_8))) {
            try {
                assertThat(Alarm.parse(hostile).kind()).isNotNull();
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void an_alarm_is_read_as_it_was_written() {
        for (AlarmKind kind : AlarmKind.values()) {
            Alarm alarm =
                    new Alarm(kind, "bank.example/log", Instant.parse("2026-11-22T10:00:00Z"), "\"two\"\nhistories");
            assertThat(Alarm.parse(Json.print(alarm.toJson()))).isEqualTo(alarm);
        }
    }

    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
