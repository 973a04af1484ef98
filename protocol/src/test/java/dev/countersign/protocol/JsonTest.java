package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final Duration BOUND = Duration.ofSeconds(5);

    @TestFactory
    Stream<DynamicTest> a_text_of_the_test_suite_is_read_or_refused_as_it_says() {
        return Vectors.files("json-parsing").stream()
                .map(file -> Vectors.test(file, () -> Assertions.assertTimeoutPreemptively(BOUND, () -> judge(file))));
    }

    private static void judge(Path file) throws Exception {
        byte[] text = Files.readAllBytes(file);
        switch (file.getFileName().toString().charAt(0)) {
            case 'y' -> assertThat(Json.parse(Json.print(Json.parse(text)))).isEqualTo(Json.parse(text));
            case 'n' -> assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedInputException.class);
            default -> readOrRefuse(text);
        }
    }

    @Property
    void any_bytes_are_read_or_malformed(@ForAll byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property
    void any_string_is_read_or_malformed(@ForAll String text) {
        readOrRefuse(("{\"" + text + "\":[\"" + text + "\"," + text + "]}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":2}}", "{\"a\":1,\"\\u0061\":1}"})
    void a_name_twice_is_malformed(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\uD800\"", "{\"\\uDC00\":1}", "[[\"\\uD800x\"]]"})
    void half_of_a_surrogate_pair_is_malformed(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Json.MAX_DEPTH + 1, 1_000})
    void nesting_beyond_the_bound_is_malformed(int depth) {
        assertThatThrownBy(() -> Json.parse("[".repeat(depth) + "]".repeat(depth)))
                .isInstanceOf(MalformedInputException.class);
        assertThatCode(() -> Json.parse("[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH)))
                .doesNotThrowAnyException();
    }

    private static void readOrRefuse(byte[] text) {
        try {
            Json.print(Json.parse(text));
        } catch (MalformedInputException expected) {
            assertThat(expected.getMessage()).startsWith("RFC");
        }
    }
}
