package dev.countersign.samples.witness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The witness in a process of its own, which can be killed. */
final class WitnessProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private WitnessProcess(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static WitnessProcess start(Path data, LiveLog log, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WitnessCli.class.getName(),
                "--name",
                Regulator.NAME,
                "--data",
                data.toString(),
                "--log",
                log.address()));
        command.addAll(List.of(more));
        return new WitnessProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Returns where it listens, once it does. */
    URI address() throws IOException {
        String line = said.readLine();
        while (line != null && !line.startsWith("http://")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("the witness ended");
        }
        return URI.create(line);
    }

    /** Ends it without a warning. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
