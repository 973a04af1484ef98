package dev.countersign.samples.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.AddCheckpointResponse;
import dev.countersign.protocol.log.ConsistencyProof;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WitnessHttpTest {
    private static final Path VECTORS = Path.of(System.getProperty("countersign.vectors", "../../../shared/vectors"));

    @TempDir
    Path data;

    private LiveLog log;

    @BeforeEach
    void a_log() throws IOException {
        log = new LiveLog();
    }

    @AfterEach
    void the_log_stops() {
        log.close();
    }

    @Test
    void the_published_requests_are_answered_as_published() throws Exception {
        Path file = VECTORS.resolve("tlog/own-log/witness-add-checkpoint.json");
        if (!Files.exists(file)) {
            System.out.println("skipped: no test vectors at " + file);
        }
        Assumptions.assumeTrue(Files.exists(file), "no test vectors at " + file);
        JsonNode script = new ObjectMapper().readTree(file.toFile());
        VerifierKey key = VerifierKey.parse(script.path("witness_vkey").asText());
        ObjectNode jwk = PublicJwk.of(key.publicKey()).toJson();
        jwk.put("d", script.path("witness_private_seed").asText());
        Files.write(
                data.resolve("witness-key.json"),
                Json.print(Json.object().put("name", key.name()).set("private_key", jwk)));
        Files.setPosixFilePermissions(data.resolve("witness-key.json"), PosixFilePermissions.fromString("rw-------"));
        WatchedLog published = WatchedLog.of(
                        List.of(LogAddress.parse(script.path("log_vkey").asText() + "@" + log.url())))
                .get(0);

        try (Regulator witness = new Regulator(data, new MovingClock(), key.name(), published).listens()) {
            for (JsonNode step : script.path("steps")) {
                byte[] body = step.path("request_body").asText().getBytes(StandardCharsets.UTF_8);
                HttpResponse<byte[]> answer = witness.submit(body);

                assertThat(answer.statusCode())
                        .as("step " + step.path("step") + ": "
                                + step.path("reason").asText())
                        .isEqualTo(step.path("expected_status").asInt());
                if (step.has("expected_body")) {
                    assertThat(answer.body())
                            .asString()
                            .isEqualTo(step.path("expected_body").asText());
                    assertThat(answer.headers().firstValue("content-type"))
                            .contains(step.path("expected_content_type").asText());
                }
                if (answer.statusCode() == 200) {
                    assertThat(opened(body, answer, key)).isInstanceOf(Verification.Verified.class);
                }
            }
            // One step of the script shows the same size with another root, signed by the log.
            assertThat(witness.said()).contains("ALARM forked log.example/alpha");
        }
    }

    @Test
    void what_was_cosigned_last_is_shown_to_whoever_monitors() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            String path = "/" + log.watched().hash() + "/checkpoint";
            assertThat(witness.get(path).statusCode()).isEqualTo(404);
            assertThat(witness.get("/" + "0".repeat(64) + "/checkpoint").statusCode())
                    .isEqualTo(404);

            assertThat(witness.submit(log.submission(0, History.of(300))).statusCode())
                    .isEqualTo(200);

            SignedNote note = SignedNote.parse(witness.get(path).body());
            assertThat(note.open(List.of(log.key()))).isInstanceOf(Verification.Verified.class);
            assertThat(note.open(List.of(witness.node().verifierKey()))).isInstanceOf(Verification.Verified.class);
        }
    }

    @Test
    void a_witness_that_was_restarted_cosigns_no_rollback_and_no_fork() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            witness.submit(log.submission(0, History.of(300)));
            VerifierKey key = witness.node().verifierKey();
            witness.restarts().listens();

            assertThat(witness.node().verifierKey()).isEqualTo(key);
            assertThat(witness.submit(log.submission(0, History.of(200))).statusCode())
                    .isEqualTo(409);
            assertThat(witness.submit(log.submission(300, History.rewrittenAt(17, 600)))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(witness.submit(log.submission(300, History.of(600))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void of_two_contradicting_checkpoints_that_come_at_once_only_one_is_cosigned() throws Exception {
        History honest = History.of(20);
        History other = History.rewrittenAt(10, 20);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 10; round++) {
                try (Regulator witness = new Regulator(data.resolve("round-" + round), log).listens()) {
                    witness.submit(log.submission(0, History.of(10)));
                    CyclicBarrier together = new CyclicBarrier(4);
                    List<Future<Integer>> answers = new ArrayList<>();
                    for (History history : List.of(honest, other, honest, other)) {
                        AddCheckpointRequest request = log.submission(10, history);
                        answers.add(threads.submit(() -> {
                            together.await();
                            return witness.submit(request).statusCode();
                        }));
                    }
                    List<Integer> statuses = new ArrayList<>();
                    for (Future<Integer> answer : answers) {
                        statuses.add(answer.get());
                    }
                    assertThat(statuses).as("round " + round).containsOnlyOnce(200);
                    assertThat(witness.status()
                                    .path("alarms")
                                    .get(0)
                                    .path("kind")
                                    .asText())
                            .isEqualTo("forked");
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_fork_that_is_submitted_is_kept_as_evidence_and_stays_an_alarm() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            witness.submit(log.submission(0, History.of(300)));
            HttpResponse<byte[]> answer = witness.submit(log.submission(
                    300, ConsistencyProof.EMPTY, History.rewrittenAt(17, 300).head()));

            assertThat(answer.statusCode()).isEqualTo(422);
            ObjectNode status = witness.restarts().listens().status();
            assertThat(status.path("state").asText()).isEqualTo("alarm");
            assertThat(status.path("since").asText()).isEqualTo("2026-11-22T10:00:00Z");
            Path evidence =
                    data.resolve(status.path("alarms").get(0).path("evidence").asText());
            for (String name : List.of("known.checkpoint", "shown.checkpoint")) {
                SignedNote note = SignedNote.parse(Files.readAllBytes(evidence.resolve(name)));
                assertThat(note.open(List.of(log.key()))).isInstanceOf(Verification.Verified.class);
            }
            assertThat(witness.said()).contains("ALARM forked bank.example/interactions");
        }
    }

    @Test
    void a_stranger_who_replays_a_checkpoint_with_a_false_proof_raises_no_alarm() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            History honest = History.of(600);
            witness.submit(log.submission(0, ConsistencyProof.EMPTY, honest.head(300)));
            assertThat(witness.submit(log.submission(300, honest.growthFrom(299), honest.head()))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(witness.submit(log.submission(0, ConsistencyProof.EMPTY, honest.head(200)))
                            .statusCode())
                    .isEqualTo(409);

            log.shows(honest);
            assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            assertThat(witness.status().path("state").asText()).isEqualTo("ok");
        }
    }

    @Test
    void bodies_that_are_too_long_other_methods_and_other_paths_are_refused() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            assertThat(witness.submit(new byte[AddCheckpointRequest.MAX_BYTES + 1])
                            .statusCode())
                    .isEqualTo(413);
            assertThat(witness.submit(new byte[10]).statusCode()).isEqualTo(400);
            assertThat(witness.get("/add-checkpoint").statusCode()).isEqualTo(405);
            String hash = log.watched().hash();
            for (String path : List.of(
                    "/",
                    "/mirror/" + hash + "/../../witness-key.json",
                    "/mirror/" + hash + "/..%2f..%2fwitness-key.json",
                    "/mirror/" + hash + "/tile/0/../../../../witness-key.json",
                    "/mirror/" + hash + "/tile/0/000.tmp",
                    "/mirror/" + hash + "/checkpoint.tmp",
                    "/mirror/" + "0".repeat(64) + "/checkpoint",
                    "/witness-key.json",
                    "/cosigned/" + hash)) {
                assertThat(raw(witness.address(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .as(path)
                        .contains(" 404 ");
            }
        }
    }

    @Test
    void clients_that_send_drop_by_drop_or_nothing_are_cut_off_and_others_are_served() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Socket socket = connect(witness.address());
                socket.getOutputStream()
                        .write("POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nold"
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
                slow.add(connect(witness.address()));
            }
            assertThat(witness.get("/status").statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                assertThat(ended(socket)).isTrue();
                socket.close();
            }
        }
    }

    @Test
    void two_witnesses_on_one_memory_are_refused() throws Exception {
        try (Regulator witness = new Regulator(data, log)) {
            assertThatThrownBy(witness::open).hasMessageContaining("another witness runs on it");
        }
    }

    @Test
    void a_memory_that_cannot_be_read_is_no_empty_memory() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            witness.submit(log.submission(0, History.of(300)));
            Path memory = data.resolve("cosigned").resolve(log.watched().hash());
            for (byte[] damaged : List.of(new byte[0], "old".getBytes(StandardCharsets.UTF_8))) {
                Files.write(memory, damaged);
                assertThatThrownBy(witness::restarts).hasMessageContaining("not the note that was cosigned last");
            }
        }
    }

    @Test
    void a_write_that_broke_off_is_not_taken_for_the_memory() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            witness.submit(log.submission(0, History.of(300)));
            Files.writeString(data.resolve("cosigned").resolve(log.watched().hash() + ".tmp"), "bank.exa");
            witness.restarts().listens();
            assertThat(witness.submit(log.submission(300, History.of(600))).statusCode())
                    .isEqualTo(200);
        }
    }

    private static Verification<?> opened(byte[] body, HttpResponse<byte[]> answer, VerifierKey key) {
        AddCheckpointResponse.Cosigned cosigned =
                (AddCheckpointResponse.Cosigned) AddCheckpointResponse.parse(200, answer.body());
        SignedNote note = AddCheckpointRequest.parse(body).checkpoint();
        return note.with(cosigned.cosignatures().get(0)).open(List.of(key));
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String raw(InetSocketAddress address, String request) throws IOException {
        try (Socket socket = connect(address)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] head = new byte[20];
            int read = socket.getInputStream().readNBytes(head, 0, head.length);
            return new String(head, 0, read, StandardCharsets.US_ASCII);
        }
    }

    private static boolean ended(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            in.readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
