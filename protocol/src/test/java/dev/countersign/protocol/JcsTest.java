package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JcsTest {

    @TestFactory
    Stream<DynamicTest> an_example_has_its_published_canonical_form() {
        return Vectors.files("jcs/cyberphone/input").stream()
                .map(input -> Vectors.test(input, () -> {
                    Path output = Vectors.path("jcs/cyberphone/output/" + input.getFileName());
                    assertThat(Jcs.canonicalize(Json.parse(Files.readAllBytes(input))))
                            .isEqualTo(Files.readString(output).strip().getBytes(StandardCharsets.UTF_8));
                }));
    }

    @Test
    void a_number_is_written_as_ecmascript_writes_it() throws IOException {
        for (String line : Files.readAllLines(Vectors.path("jcs/numbers.txt"))) {
            int comma = line.indexOf(',');
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, comma), 16));

            assertThat(canonical(DoubleNode.valueOf(number))).as(line).isEqualTo(line.substring(comma + 1));
            assertThat(canonical(Json.parse(Double.toString(number)))).as(line).isEqualTo(line.substring(comma + 1));
        }
    }

    @Test
    void a_number_beyond_the_doubles_is_malformed() {
        assertThatThrownBy(() -> Jcs.canonicalize(Json.parse("1e400"))).isInstanceOf(MalformedInputException.class);
    }

    @Property
    void the_canonical_form_is_its_own(@ForAll String name, @ForAll double number, @ForAll String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name + text)) {
            return;
        }
        byte[] canonical = Jcs.canonicalize(Json.object().put("z", number).put(name, text));

        assertThat(Jcs.canonicalize(Json.parse(canonical))).isEqualTo(canonical);
    }

    private static String canonical(JsonNode value) {
        return new String(Jcs.canonicalize(value), StandardCharsets.UTF_8);
    }
}
