package dev.countersign.samples.bank;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, as a bank would run it; ends with this program. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Process process;
    private final URI publicUrl;
    private final Path log;

    private ServiceProcess(Process process, URI publicUrl, Path log) {
        this.process = process;
        this.publicUrl = publicUrl;
        this.log = log;
    }

    /**
     * Starts it and returns when it is ready.
     *
     * @throws StepFailure when it ends or is not ready in time; says where its log is
     */
    public static ServiceProcess start(ServiceSettings settings) throws IOException, InterruptedException {
        Files.createDirectories(settings.dataDirectory());
        Path log = settings.dataDirectory().resolve("service.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + settings.port(),
                "-Dcountersign.public-url=" + settings.publicUrl(),
                "-Dcountersign.data-dir=" + settings.dataDirectory().resolve("service")));
        settings.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(settings.jar().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Secrets go by the environment: a command line can be read by everybody on the machine.
        builder.environment().putAll(settings.signIns().bootstrap());
        ServiceProcess started = new ServiceProcess(builder.start(), settings.publicUrl(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "stop-service"));
        started.awaitReady();
        return started;
    }

    private void awaitReady() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest probe = HttpRequest.newBuilder(publicUrl.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        Instant deadline = Instant.now().plus(LONGEST_START);
        IOException lastTrouble = new IOException("it never answered");
        while (Instant.now().isBefore(deadline)) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StepFailure("The service ended with exit code " + process.exitValue() + ". Its log: " + log);
            }
            try {
                if (client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet: the next round asks again.
                lastTrouble = e;
            }
        }
        stop();
        throw new StepFailure("The service was not ready within " + LONGEST_START.toSeconds() + " s ("
                + lastTrouble.getMessage() + "). Its log: " + log);
    }

    /** Returns the processor time that its JVM has used; that of PostgreSQL is not in it. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
