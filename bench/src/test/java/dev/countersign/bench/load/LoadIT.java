package dev.countersign.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadIT {
    @Test
    void whole_challenges_are_played_against_the_packaged_service() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("countersign.bench.jar"),
                        Load.class.getName(),
                        "--rate=5",
                        "--duration=PT2S",
                        "--warm-up=PT0S",
                        "--customers=3",
                        "--agents=2"))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(output).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            assertThat(output)
                    .contains("10 calls", " 0 failed", "service share", "post the answer", "approve to agent's screen");
        } finally {
            process.destroyForcibly();
        }
    }
}
