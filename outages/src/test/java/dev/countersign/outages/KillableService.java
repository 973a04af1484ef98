package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The packaged service in a process of its own, with a data directory that outlives it. */
final class KillableService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String AGENT = "maria";
    private static final String CLIENT = "contact-centre";

    private final String secret;
    private final Path data;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    /** One that stands alone. */
    KillableService(Path data) throws IOException {
        this(data, Map.of());
    }

    /**
     * One of several.
     *
     * @param settings those that it shares with the others: the database, the keys, the public URL
     */
    KillableService(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.secret = UUID.randomUUID().toString();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    private KillableService(KillableService same, Map<String, String> settings) {
        this.data = same.data;
        this.settings = Map.copyOf(settings);
        this.secret = same.secret;
        this.port = same.port;
    }

    /** Returns the same with other settings; not started. */
    KillableService with(Map<String, String> other) {
        return new KillableService(this, other);
    }

    /** Starts it, and returns when it is ready. */
    void start() throws Exception {
        launch();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest probe = HttpRequest.newBuilder(uri().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        await(() -> {
            assertThat(process.isAlive()).as("its log is in %s", data).isTrue();
            try {
                return client.send(probe, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                // Nobody listens yet.
                return false;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Starts it, and returns at once. */
    void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dcountersign.public-url=" + uri(),
                "-Dcountersign.data-dir=" + data.resolve("service")));
        // The last of two counts.
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", System.getProperty("countersign.service.jar")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("service.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "COUNTERSIGN_BOOTSTRAP_STAFF_ACCOUNT", AGENT,
                        "COUNTERSIGN_BOOTSTRAP_STAFF_PASSWORD", secret,
                        "COUNTERSIGN_BOOTSTRAP_STAFF_ROLES", "agent",
                        "COUNTERSIGN_BOOTSTRAP_CLIENT_ID", CLIENT,
                        "COUNTERSIGN_BOOTSTRAP_CLIENT_SECRET", secret));
        process = builder.start();
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed, the database server is left behind. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Kills it and starts it again. */
    void dies() throws Exception {
        kill();
        start();
    }

    /** Waits until something holds. */
    void await(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("its log is in %s", data).isBefore(deadline);
            // Nothing but a pause, unless the process ends.
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** Signs the agent in, and returns the cookie. */
    String agentSignsIn() {
        String cookie = RestAssured.given()
                .header("Origin", uri().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("account", AGENT, "password", secret))
                .post(uri().resolve("/session"))
                .header("Set-Cookie");
        return cookie.split(";", 2)[0];
    }

    /** Signs the contact-centre platform in, and returns its access token. */
    String clientSignsIn() {
        return RestAssured.given()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", CLIENT)
                .formParam("client_secret", secret)
                .post(uri().resolve("/oauth/token"))
                .path("access_token");
    }

    RequestSpecification asAgent(String cookie) {
        return RestAssured.given()
                .baseUri(uri().toString())
                .header("Cookie", cookie)
                .header("Origin", uri().toString())
                .contentType(ContentType.JSON);
    }

    RequestSpecification asClient(String token) {
        return RestAssured.given()
                .baseUri(uri().toString())
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON);
    }

    /** Stops it as an operator does, so that its database server stops too. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
