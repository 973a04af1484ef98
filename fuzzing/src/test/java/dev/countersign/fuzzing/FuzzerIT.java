package dev.countersign.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Fuzzes every parser, all together for {@code countersign.fuzz.seconds}: a minute when nobody says otherwise. An input that
 * breaks one, or takes ten seconds, is a finding.
 */
class FuzzerIT {
    private static final Path WORK = Path.of("target", "fuzz").toAbsolutePath();
    private static final int SECONDS = Integer.getInteger("countersign.fuzz.seconds", 60);
    private static final int LAST_LINES = 40;

    @Test
    void no_input_breaks_a_parser_of_did_method() throws Exception {
        fuzz(DidParsers.class, Seeds.of(DidParsers.ALL));
    }

    @Test
    void no_input_breaks_a_parser_of_protocol() throws Exception {
        fuzz(ProtocolParsers.class, Seeds.of(ProtocolParsers.ALL));
    }

    private static void fuzz(Class<?> target, List<byte[]> seeds) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(WORK.resolve(target.getSimpleName()));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=dev.countersign.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-max_total_time=" + Math.max(1, SECONDS / 2),
                        "-timeout=10",
                        "-rss_limit_mb=4096",
                        "-max_len=32768",
                        "-print_final_stats=1",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        String end = lines.stream()
                .skip(Math.max(0, lines.size() - LAST_LINES))
                .collect(Collectors.joining(System.lineSeparator()));
        assertThat(ended && process.exitValue() == 0)
                .as("findings of %s are in %s:%n%s", target.getSimpleName(), folder, end)
                .isTrue();
        lines.stream()
                .filter(line -> line.contains("DONE") || line.contains("number_of_executed_units"))
                .forEach(line -> System.out.println(target.getSimpleName() + ": " + line.strip()));
    }
}
