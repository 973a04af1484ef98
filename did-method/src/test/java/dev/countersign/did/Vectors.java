package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * The published test vectors, read from the directory that the system property {@code countersign.vectors} names. Where it
 * is absent the test is skipped, and the reason is printed once.
 */
final class Vectors {
    /** Cases that run with another verdict than the file gives, by id, with the reason. */
    static final Map<String, String> CONTESTED = Map.of(
            "witness-threshold/rust",
            "the witness is named by a bare multikey; \"id\" MUST be a did:key",
            "witness-update/rust",
            "the witnesses are named by bare multikeys; \"id\" MUST be a did:key",
            "witness-update/java",
            "the old list needs two approvals of version 2, which replaces it, and has one",
            "witness-update/java-eecc",
            "the old list needs two approvals of version 2, which replaces it, and has one",
            "witness-update/ts",
            "the old list needs two approvals of version 2, which replaces it, and has one");

    /** Cases that are not run here, by id, with the reason: the one place for what we read otherwise than their makers. */
    private static final Map<String, String> NOT_HERE =
            Map.of("hb-12", "answers 303, which only the HTTP face of the service can: IdentifierAnswersTest runs it");

    private static final Path ROOT = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"));

    /** Surefire keeps the reason of a skipped test to its report; without this a run without vectors looks whole. */
    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private Vectors() {}

    static JsonNode read(String file) {
        try {
            return new ObjectMapper().readTree(bytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String file) {
        Path path = ROOT.resolve(file);
        if (!Files.isRegularFile(path)) {
            Path absent = Files.exists(ROOT) ? path : ROOT;
            skip("no test vectors at " + absent.toAbsolutePath().normalize());
        }
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One test for each case of a list, named by its id. */
    static Stream<DynamicTest> each(String file, Case run) {
        return StreamSupport.stream(read(file).spliterator(), false)
                .map(vector -> test(name(vector), () -> {
                    String elsewhere = NOT_HERE.get(vector.path("id").asText());
                    if (elsewhere != null) {
                        skip(vector.path("id").asText() + ": " + elsewhere);
                    }
                    run.check(vector);
                }));
    }

    private static void skip(String reason) {
        if (PRINTED.add(reason)) {
            System.out.println("skipped: " + reason);
        }
        Assumptions.abort(reason);
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
