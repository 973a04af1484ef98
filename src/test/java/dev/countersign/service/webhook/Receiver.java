package dev.countersign.service.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.webhook.VerifiedWebhook;
import dev.countersign.protocol.webhook.WebhookVerifier;
import dev.countersign.protocol.webhook.WebhookVerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bank's system that takes webhooks: 204, unless it was told to misbehave. */
public final class Receiver implements AutoCloseable {
    private static final int CUT = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile Answer usual = new Answer(204, "x-receiver", "test", new CountDownLatch(0));

    private record Answer(int status, String header, String value, CountDownLatch until) {}

    /** A request as it came. */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    public record Received(Headers headers, byte[] body) {
        public String id() {
            return headers.getFirst("webhook-id");
        }

        ObjectNode json() {
            return Json.parseObject(body);
        }

        String type() {
            return json().path("type").asText();
        }

        /** Judges it as a receiver with these keys does. */
        public Verification<VerifiedWebhook> verify(String... keys) {
            List<WebhookVerifyingKey> known =
                    List.of(keys).stream().map(WebhookVerifyingKey::parse).toList();
            return new WebhookVerifier(known, Clock.systemUTC())
                    .verify(
                            new WebhookVerifier.Headers(
                                    id(), headers.getFirst("webhook-timestamp"), headers.getFirst("webhook-signature")),
                            body);
        }
    }

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers the next request so. */
    public Receiver answering(int status) {
        return answering(status, "x-receiver", "test");
    }

    /** Answers the next request so. */
    Receiver answering(int status, String header, String value) {
        answers.add(new Answer(status, header, value, new CountDownLatch(0)));
        return this;
    }

    /** Cuts the connection of the next request. */
    Receiver cutting() {
        return answering(CUT);
    }

    /** Answers the next request with 204, but only then. */
    Receiver answeringWhen(CountDownLatch until) {
        answers.add(new Answer(204, "x-receiver", "test", until));
        return this;
    }

    /** Answers every request so from now on, unless told otherwise. */
    Receiver always(int status) {
        usual = new Answer(status, "x-receiver", "test", new CountDownLatch(0));
        return this;
    }

    /** Answers every request with 204, but only then. */
    Receiver alwaysWhen(CountDownLatch until) {
        usual = new Answer(204, "x-receiver", "test", until);
        return this;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
    }

    /** Returns the next request, within 20 seconds. */
    public Received next() {
        try {
            Received next = received.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int waiting() {
        return received.size();
    }

    /** Takes no more connections. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer next = answers.poll();
            Answer answer = next == null ? usual : next;
            received.add(new Received(exchange.getRequestHeaders(), body));
            if (!answer.until().await(30, TimeUnit.SECONDS) || answer.status() == CUT) {
                return;
            }
            exchange.getResponseHeaders().add(answer.header(), answer.value());
            exchange.sendResponseHeaders(answer.status(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
