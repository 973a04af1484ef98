package dev.countersign.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnattendedDemoIT {
    @TempDir
    Path data;

    @Test
    void a_stranger_watches_a_call_being_verified() throws Exception {
        Run run = demo("--unattended", "--data-dir", data.toString());

        assertThat(run.output).contains("the agent sees the verified identity", "verified, end to end");
        assertThat(run.exitCode).as(run.output).isZero();
    }

    @Test
    void a_port_that_is_taken_ends_it_with_a_reason() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = demo("--unattended", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode).isEqualTo(1);
            assertThat(run.output).contains("is taken", "--port");
        }
    }

    private record Run(int exitCode, String output) {}

    private static Run demo(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("countersign.demo.jar")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(output).isTrue();
            return new Run(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
