package dev.countersign.outages;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A CIBA client's notification endpoint, which takes all that comes. */
final class PingedClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final HttpServer server;
    private final BlockingQueue<Ping> pings = new LinkedBlockingQueue<>();

    /** What came. */
    record Ping(String authorization, String body) {}

    PingedClient() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cb", exchange -> {
            pings.add(new Ping(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/cb");
    }

    /** Waits for a ping. */
    Ping next() throws InterruptedException {
        return Optional.ofNullable(pings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no notification came"));
    }

    /** Returns how many pings are here that nobody has looked at. */
    int waiting() {
        return pings.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
