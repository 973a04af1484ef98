package dev.countersign.samples.adapters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.MalformedInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on loopback: a reverse proxy with TLS stands before it. */
public final class AdapterServer implements AutoCloseable {
    private static final int MAX_BODY = 65_536;
    private static final int THREADS = 32;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** A request with its body. */
    // Never compared, and made here only.
    @SuppressWarnings("ArrayRecordComponent")
    public record Request(HttpExchange exchange, byte[] body) {
        /** Returns a header's first value, or nothing. */
        public String header(String name) {
            String value = exchange.getRequestHeaders().getFirst(name);
            return value == null ? "" : value;
        }

        /** Returns the method. */
        public String method() {
            return exchange.getRequestMethod();
        }

        /** Returns path and query, as they were sent. */
        public URI uri() {
            return exchange.getRequestURI();
        }

        /** Returns the body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** An answer. */
    public record Answer(int status, String type, String body) {
        /** Returns one in JSON. */
        public static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        /** Returns one that says no more than its status. */
        public static Answer of(int status) {
            return new Answer(status, "", "");
        }

        /** Returns one that sends a browser elsewhere. */
        public static Answer to(URI elsewhere) {
            return new Answer(302, "", elsewhere.toString());
        }
    }

    /** What answers below a path. */
    @FunctionalInterface
    public interface Handler {
        /** Answers; an IOException is answered with 502, a malformed request with 400. */
        Answer answer(Request request) throws IOException;
    }

    private AdapterServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /** Listens on a port of this machine; 0 takes a free one. */
    public static AdapterServer listen(int port) throws IOException {
        AdapterServer server =
                new AdapterServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        server.server.start();
        return server;
    }

    /** Has requests below a path answered. */
    public AdapterServer on(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(exchange, answer(exchange, handler));
            }
        });
        return this;
    }

    /** Returns where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Answer answer(HttpExchange exchange, Handler handler) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return Answer.of(413);
        }
        try {
            return handler.answer(new Request(exchange, body));
        } catch (MalformedInputException | IllegalArgumentException e) {
            return Answer.of(400);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return Answer.of(502);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (answer.status() == 302) {
            exchange.getResponseHeaders().set("Location", answer.body());
            exchange.sendResponseHeaders(302, -1);
            return;
        }
        if (!answer.type().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
