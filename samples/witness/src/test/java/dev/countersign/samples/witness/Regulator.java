package dev.countersign.samples.witness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.LogClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whoever runs a witness, with its directory; may stop it and start it again. */
final class Regulator implements AutoCloseable {
    static final String NAME = "regulator.example/witness";
    static final Duration LIMIT = Duration.ofMinutes(10);
    static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Path data;
    private final List<WatchedLog> logs;
    private final MovingClock clock;
    private final String name;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<URI> alarmUrl = Optional.empty();
    private WitnessNode node;
    private InetSocketAddress address;

    Regulator(Path data, MovingClock clock, String name, WatchedLog... logs) throws IOException {
        this.data = data;
        this.clock = clock;
        this.name = name;
        this.logs = List.of(logs);
        this.node = open();
    }

    Regulator(Path data, LiveLog log) throws IOException {
        this(data, new MovingClock(), NAME, log.watched());
    }

    /** Ends it and starts it anew, on the same directory. */
    Regulator restarts() throws IOException {
        node.close();
        node = open();
        return this;
    }

    Regulator isToldAt(URI url) throws IOException {
        alarmUrl = Optional.of(url);
        return restarts();
    }

    WitnessNode open() throws IOException {
        WitnessSettings.Habits habits = new WitnessSettings.Habits(Duration.ofHours(1), DEADLINE, LIMIT, alarmUrl);
        return WitnessNode.open(
                new WitnessSettings(name, logs, data, habits),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                clock);
    }

    Regulator listens() throws IOException {
        address = node.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return this;
    }

    /** Looks at each log once; returns the exit code. */
    int looks() {
        return node.once();
    }

    WitnessNode node() {
        return node;
    }

    InetSocketAddress address() {
        return address;
    }

    MovingClock clock() {
        return clock;
    }

    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    Path data() {
        return data;
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> submit(AddCheckpointRequest request) throws IOException, InterruptedException {
        return submit(request.bytes());
    }

    HttpResponse<byte[]> submit(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/add-checkpoint"))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    ObjectNode status() throws IOException, InterruptedException {
        return Json.parseObject(get("/status").body());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + address.getPort() + path);
    }

    /** Returns the copy of this log as others read it from here, all of it verified. */
    LogClient copyOf(WatchedLog log) {
        HttpLog copy = new HttpLog(http, uri("/mirror/" + log.hash() + "/"), DEADLINE);
        return new LogClient(copy, log.policy());
    }

    List<Path> evidence() throws IOException {
        try (Stream<Path> folders = Files.list(data.resolve("evidence"))) {
            return folders.sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
