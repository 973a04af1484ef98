package dev.countersign.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/** A file of the published test vectors; a test that needs one is skipped where they are absent. */
public final class VectorFile {
    private static final Path ROOT = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"));

    private VectorFile() {}

    /** Returns one test for each case of a file that holds an array (or one object), named by {@code id}. */
    public static Stream<DynamicTest> tests(String relative, Consumer<JsonNode> test) {
        JsonNode content = json(relative);
        JsonNode cases = content.isArray()
                ? content
                : JsonNodeFactory.instance.arrayNode().add(content);
        return StreamSupport.stream(cases.spliterator(), false)
                .map(one -> DynamicTest.dynamicTest(one.path("id").asText(relative), () -> test.accept(one)));
    }

    /** Returns the content of a file. */
    public static JsonNode json(String relative) {
        try {
            // Not our strict reader: some files are larger than what we read from strangers.
            return new ObjectMapper().readTree(text(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a file. */
    public static String text(String relative) {
        Path path = ROOT.resolve(relative);
        assumeTrue(Files.exists(path), "test vectors are absent: " + relative);
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
