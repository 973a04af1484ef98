package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The library's canonical form against the vectors of RFC 8785. */
class JcsTest {
    @TestFactory
    Stream<DynamicTest> cyberphone() {
        return Stream.of("arrays", "structures", "unicode", "values")
                .map(name -> Vectors.test(name, () -> {
                    byte[] input = Vectors.bytes("jcs/cyberphone/input/" + name + ".json");
                    byte[] output = Vectors.bytes("jcs/cyberphone/output/" + name + ".json");
                    assertThat(Jcs.canonical(new String(input, StandardCharsets.UTF_8)))
                            .isEqualTo(output);
                }));
    }

    @Test
    void numbers() {
        String[] lines = new String(Vectors.bytes("jcs/numbers.txt"), StandardCharsets.UTF_8).split("\n", -1);
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(",", -1);
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
            assertThat(new String(Jcs.canonical("[" + value + "]"), StandardCharsets.UTF_8))
                    .as(parts[0])
                    .isEqualTo("[" + parts[1] + "]");
        }
        assertThat(lines.length).isGreaterThan(1000);
    }

    @Test
    void what_has_no_canonical_form_is_refused() {
        assertThatThrownBy(() -> Jcs.canonical("{\"a\":\"\\ud800\"}")).isInstanceOf(MalformedDidException.class);
        assertThatThrownBy(() -> Jcs.canonical("{\"a\":1e999}")).isInstanceOf(MalformedDidException.class);
    }
}
