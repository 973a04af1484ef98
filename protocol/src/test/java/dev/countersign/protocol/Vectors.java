package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Published and own test vectors, read from the directory that the system property {@code countersign.vectors} names.
 * Where it is absent the test is skipped, and the reason is printed once. Whatever is read here is first looked up in
 * {@link ContestedCases}: a case by its id, a file by its path below that directory.
 */
public final class Vectors {
    private static final Path ROOT = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"));

    private static final ObjectMapper LENIENT = new ObjectMapper();

    /** Surefire keeps the reason of a skipped test to its report; without this a run without vectors looks whole. */
    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private Vectors() {}

    /** Returns a file or folder of the vectors, or skips the test. */
    public static Path path(String name) {
        ContestedCases.skip(name);
        Path path = ROOT.resolve(name);
        if (!Files.exists(path)) {
            Path absent = Files.exists(ROOT) ? path : ROOT;
            String reason = "no test vectors at " + absent.toAbsolutePath().normalize();
            if (PRINTED.add(reason)) {
                System.out.println("skipped: " + reason);
            }
            Assumptions.abort(reason);
        }
        return path;
    }

    /** Returns the text of a file. */
    public static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Returns the test of a file that is one case, named by the file. */
    public static DynamicTest test(Path file, Executable test) {
        return DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            ContestedCases.skip(ROOT.relativize(file).toString());
            test.execute();
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
