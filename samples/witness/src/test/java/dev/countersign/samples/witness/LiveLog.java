package dev.countersign.samples.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.ConsistencyProof;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** A log on a real HTTP server, honest until told otherwise. */
final class LiveLog implements AutoCloseable {
    static final String ORIGIN = "bank.example/interactions";

    private final NoteSigner signer;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile History history = new History();
    private volatile byte[] checkpoint = new byte[0];
    private volatile Predicate<String> trouble = path -> false;
    private volatile HttpHandler troublesome = LiveLog::nothing;

    LiveLog() throws IOException {
        this(ORIGIN);
    }

    LiveLog(String origin) throws IOException {
        KeyPair pair = Keys.generate(SignatureAlgorithm.EDDSA);
        signer = NoteSigner.of(VerifierKey.of(origin, SignatureType.ED25519, pair.getPublic()), JwsSigner.of(pair));
        // Whichever server is first in a JVM decides for all.
        WitnessServer.setBounds();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        shows(history);
        http.createContext("/log/", this::handle);
        http.start();
    }

    /** Returns it as an operator names it. */
    String address() {
        return signer.verifierKey() + "@" + url();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/log/";
    }

    VerifierKey key() {
        return signer.verifierKey();
    }

    WatchedLog watched() {
        return WatchedLog.of(List.of(LogAddress.parse(address()))).get(0);
    }

    /** From now on it has and shows this history. */
    LiveLog shows(History all) {
        history = all;
        return shows(all.head());
    }

    /** From now on it shows this tree, whatever its tiles are. */
    LiveLog shows(TreeHead head) {
        return shows(signed(head).bytes());
    }

    LiveLog shows(byte[] note) {
        checkpoint = note.clone();
        return this;
    }

    /** Has tiles of this history, whatever it shows. */
    LiveLog has(History all) {
        history = all;
        return this;
    }

    SignedNote signed(TreeHead head) {
        return SignedNote.sign(new Checkpoint(signer.verifierKey().name(), head).text(), List.of(signer));
    }

    AddCheckpointRequest submission(int old, ConsistencyProof proof, TreeHead head) {
        return new AddCheckpointRequest(old, proof, signed(head));
    }

    AddCheckpointRequest submission(int old, History grown) {
        return submission(old, grown.growthFrom(old), grown.head());
    }

    /** From now on these paths are answered like this. */
    LiveLog answers(Predicate<String> paths, HttpHandler handler) {
        trouble = paths;
        troublesome = handler;
        return this;
    }

    LiveLog answers(Predicate<String> paths, int status, byte[] body) {
        return answers(paths, exchange -> answer(exchange, status, body));
    }

    LiveLog isHonestAgain() {
        return answers(path -> false, LiveLog::nothing);
    }

    /** Returns what was asked since the last time, and forgets it. */
    List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/log/".length());
            requests.add(path);
            if (trouble.test(path)) {
                troublesome.handle(exchange);
                return;
            }
            Optional<byte[]> found = path.equals(LogPath.CHECKPOINT) ? Optional.of(checkpoint) : tile(path);
            answer(exchange, found.isPresent() ? 200 : 404, found.orElse(new byte[0]));
        }
    }

    private Optional<byte[]> tile(String path) {
        try {
            return history.file(LogPath.parse(path));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static void nothing(HttpExchange exchange) throws IOException {
        answer(exchange, 404, "nothing".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
