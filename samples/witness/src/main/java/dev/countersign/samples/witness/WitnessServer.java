package dev.countersign.samples.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The front by HTTP, with bounds on time, threads and connections. TLS is the business of a proxy before it. */
final class WitnessServer implements AutoCloseable {
    private static final int THREADS = 32;
    private static final int WAITING = 128;
    private static final int BROKEN = 500;
    private static final int NO_BODY = -1;

    private final HttpServer http;
    private final ExecutorService threads;
    private final Front front;
    private final Journal journal;

    private WitnessServer(HttpServer http, Front front, Journal journal) {
        this.http = http;
        this.front = front;
        this.journal = journal;
        // Whom nobody has time for is sent away.
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING));
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the address is taken
     */
    static WitnessServer start(InetSocketAddress address, Front front, Journal journal) throws IOException {
        setBounds();
        WitnessServer server = new WitnessServer(HttpServer.create(address, 0), front, journal);
        server.http.setExecutor(server.threads);
        server.http.createContext("/", server::handle);
        server.http.start();
        return server;
    }

    /** Bounds the servers of this JVM: the JDK reads this once, when its first one is made, and else waits for ever. */
    static void setBounds() {
        bound("sun.net.httpserver.maxReqTime", "5");
        bound("sun.net.httpserver.maxRspTime", "120");
        bound("sun.net.httpserver.idleInterval", "10");
        bound("jdk.httpserver.maxConnections", "512");
        // It sends head and body apart: else each answer waits 40 ms for the other side's acknowledgement.
        bound("sun.net.httpserver.nodelay", "true");
    }

    /** Returns where it listens. */
    InetSocketAddress address() {
        return http.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            try (Stored body = answer(exchange, method)) {
                if (!method.equals("HEAD") && body.length() > 0) {
                    body.writeTo(exchange.getResponseBody());
                }
            }
        }
    }

    private Stored answer(HttpExchange exchange, String method) throws IOException {
        Answer answer = judged(exchange, method);
        exchange.getResponseHeaders().set("Cache-Control", answer.cacheControl());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (!answer.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        }
        long length = answer.body().length();
        if (method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        exchange.sendResponseHeaders(answer.status(), method.equals("HEAD") || length == 0 ? NO_BODY : length);
        return answer.body();
    }

    private Answer judged(HttpExchange exchange, String method) {
        try {
            return front.answer(method, exchange.getRequestURI().getRawPath(), exchange.getRequestBody());
        } catch (IOException | RuntimeException e) {
            // The edge of the request: nothing was cosigned.
            journal.note("request failed: " + e);
            return Answer.empty(BROKEN);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private static void bound(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
