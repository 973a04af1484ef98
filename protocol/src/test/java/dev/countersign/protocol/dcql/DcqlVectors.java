package dev.countersign.protocol.dcql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The published test vectors; a test that needs them is skipped where they are absent. */
final class DcqlVectors {
    private static final Path ROOT = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"));

    private DcqlVectors() {}

    static Path path(String relative) {
        Path path = ROOT.resolve(relative);
        assumeTrue(Files.exists(path), "test vectors are absent: " + relative);
        return path;
    }

    static JsonNode json(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> cases(String relative) {
        return StreamSupport.stream(json(path(relative)).spliterator(), false);
    }
}
