package dev.countersign.did;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** The published test vectors: where they lie, and the cases that we read otherwise than their makers. */
final class Vectors {
    /** Cases that run with another verdict than the file gives, by id, with the reason. */
    static final Map<String, String> CONTESTED = Map.of();

    /** Cases that need what this module is not, by id, with the reason. */
    static final Map<String, String> ELSEWHERE = Map.of(
            "hb-12", "dereferences a service and answers 303: a matter of the HTTP face, which this module is not");

    private static final Path ROOT = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"));

    private Vectors() {}

    static JsonNode read(String file) {
        Path path = ROOT.resolve(file);
        assumeTrue(
                Files.isRegularFile(path),
                () -> "skipped: no test vectors at " + path.toAbsolutePath().normalize());
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One test for each case of a list, named by its id. */
    static Stream<DynamicTest> each(String file, Case run) {
        return StreamSupport.stream(read(file).spliterator(), false)
                .filter(vector -> !ELSEWHERE.containsKey(vector.path("id").asText()))
                .map(vector -> test(name(vector), () -> run.check(vector)));
    }

    static DynamicTest test(String name, Executable run) {
        return DynamicTest.dynamicTest(name, run);
    }

    private static String name(JsonNode vector) {
        String id = vector.path("id").asText(vector.path("did").asText());
        String reason = vector.path("reason").asText(vector.path("situation").asText());
        return reason.isEmpty() ? id : id + ": " + reason;
    }

    /** What is checked of a case. */
    @FunctionalInterface
    interface Case {
        void check(JsonNode vector) throws Exception;
    }
}
