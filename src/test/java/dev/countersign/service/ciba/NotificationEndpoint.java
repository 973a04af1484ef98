package dev.countersign.service.ciba;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's notification endpoint that answers as it is told. */
final class NotificationEndpoint implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer(204, "");

    /** What came. */
    record Call(String authorization, String contentType, String body) {}

    /** What is answered. */
    record Answer(int status, String body) {}

    NotificationEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cb", exchange -> {
            calls.add(new Call(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", uri("/elsewhere").toString());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return uri("/cb");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** From now on it answers so. */
    void answers(int status, String body) {
        answer = new Answer(status, body);
    }

    /** Waits for a call. */
    Call next() throws InterruptedException {
        return Optional.ofNullable(calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no notification came"));
    }

    /** Returns how many calls are here that nobody has looked at. */
    int waiting() {
        return calls.size();
    }

    /** Returns whether somebody followed our redirect. */
    boolean wasLeftForElsewhere() {
        return !elsewhere.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
