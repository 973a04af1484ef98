package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebVhLongLogTest {
    private static final int ENTRIES = 10_000;

    @Test
    void ten_thousand_entries_are_verified_in_a_heap_that_could_not_hold_their_documents(@TempDir Path folder)
            throws Exception {
        WebVhScene scene = new WebVhScene();
        WebVhLog first = scene.created(WebVhChange.nothing());
        Path file = folder.resolve("did.jsonl");
        Files.write(file, lengthened(first, scene.key));
        Path output = folder.resolve("output");

        // The log itself is 10 MB; its documents as trees would be ten times that.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        InLittleMemory.class.getName(),
                        file.toString(),
                        first.did().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(Files.size(file)).isGreaterThan(8_000_000);
        assertThat(WebVhScene.text(Files.readAllBytes(output)).trim()).endsWith("verified to " + ENTRIES);
    }

    /** Resolves one log and prints how far it got. */
    static final class InLittleMemory {
        private InLittleMemory() {}

        /** Takes the log's file and the DID. */
        public static void main(String[] args) throws IOException {
            byte[] log = Files.readAllBytes(Path.of(args[0]));
            Clock clock = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);
            WebVhPrefixes memory = WebVhPrefixes.inMemory(1);
            Did did = Did.parse(args[1]);
            Resolution resolution = new DidWebVh((uri, maxBytes) -> log, clock)
                    .remembering(memory)
                    .resolve(did);
            System.out.println(
                    resolution instanceof Resolution.Resolved
                            ? "verified to "
                                    + memory.find(did).map(WebVhPrefix::entries).orElse(0)
                            : resolution.toString());
        }
    }

    private static byte[] lengthened(WebVhLog first, ProofSigner signer) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.write(first.toJsonl());
        ObjectNode parameters = Json.object();
        String former = first.versionId();
        for (int number = 2; number <= ENTRIES; number++) {
            String time = first.versionTime().plusSeconds(number).toString();
            WebVhEntry.Hashes hashes = WebVhEntry.Hashes.of(parameters, first.state(), time);
            WebVhEntry.VersionId id =
                    new WebVhEntry.VersionId(number, Multihash.ofDigest(hashes.withVersionId(former)));
            ObjectNode proof = DataIntegrityProof.make(signer, hashes.withVersionId(id.toString()), Instant.EPOCH);
            log.write(WebVhEntry.line(id, time, parameters, new WebVhEntry.Signed(first.state(), proof)));
            log.write('\n');
            former = id.toString();
        }
        return log.toByteArray();
    }
}
