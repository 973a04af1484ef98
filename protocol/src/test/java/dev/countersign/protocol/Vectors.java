package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Published and own test vectors, read from the directory that the system property {@code countersign.vectors} names.
 * Where it is absent the test is skipped, with the reason.
 */
public final class Vectors {
    private static final ObjectMapper LENIENT = new ObjectMapper();

    private Vectors() {}

    /** Returns a file or folder of the vectors, or skips the test. */
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"))
                .resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "no test vectors at " + path);
        return path;
    }

    /** Returns a JSON file, read without our strictness. */
    public static JsonNode json(String name) {
        return json(path(name));
    }

    /** Returns a JSON file, read without our strictness. */
    public static JsonNode json(Path path) {
        try {
            return LENIENT.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the files in a folder and below, in order. */
    public static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(path(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a test for each case of an array, named by its id; contested ones are skipped with their reason. */
    public static Stream<DynamicTest> cases(String file, Consumer<JsonNode> test) {
        return StreamSupport.stream(json(file).spliterator(), false).map(example -> test(example, test));
    }

    /** Returns the test of one case, named by its id. */
    public static DynamicTest test(JsonNode example, Consumer<JsonNode> test) {
        String id = example.path("id").asText();
        return DynamicTest.dynamicTest(id, () -> {
            ContestedCases.skip(id);
            test.accept(example);
        });
    }

    /** Judges; anything but a verdict or MalformedInputException is a failure. */
    public static boolean isAccepted(Supplier<? extends Verification<?>> call) {
        try {
            Verification<?> outcome = call.get();
            assertThat(outcome).isNotInstanceOf(Verification.Undecided.class);
            return outcome instanceof Verification.Verified<?>;
        } catch (MalformedInputException e) {
            return false;
        }
    }
}
