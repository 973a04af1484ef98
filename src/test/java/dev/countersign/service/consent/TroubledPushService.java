package dev.countersign.service.consent;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.wallet.PushSubscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A push service that brings nothing to the phone. */
final class TroubledPushService implements AutoCloseable {

    /** What is wrong with it. */
    enum Trouble {
        /** Nobody listens. */
        DOWN,
        /** It takes the message and does not answer. */
        SLOW,
        /** It has forgotten the phone. */
        GONE,
        /** It is broken. */
        BROKEN
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    TroubledPushService(Trouble trouble) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                asked.countDown();
                if (trouble == Trouble.SLOW) {
                    closed.await();
                }
                exchange.sendResponseHeaders(trouble == Trouble.GONE ? 410 : 503, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        if (trouble == Trouble.DOWN) {
            server.stop(0);
            asked.countDown();
        }
    }

    PushSubscription subscription() {
        // The keys are those of RFC 8291 appendix A.
        return PushSubscription.webPush(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/push/alice"),
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg");
    }

    /** Returns whether a message came, within 20 seconds; true at once when nobody listens. */
    boolean wasAsked() throws InterruptedException {
        return asked.await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
