package dev.countersign.service.push;

import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import com.google.crypto.tink.subtle.EllipticCurves;
import com.google.crypto.tink.subtle.EllipticCurves.CurveType;
import com.google.crypto.tink.subtle.EllipticCurves.PointFormatType;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.PublicUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A push service with one phone behind it: takes messages over HTTP as told, and reads them with the phone's key. */
final class PushService implements AutoCloseable {
    /** One request, as it came in. */
    @SuppressWarnings("ArrayRecordComponent")
    record Received(Headers headers, byte[] body, long nanos) {}

    private record Answer(int status, String header, String value, CountDownLatch until) {}

    private final KeyPair phone = Keys.generate(SignatureAlgorithm.ES256);
    private final byte[] auth = new byte[PushSubscription.AUTH_BYTES];
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    PushService() {
        new SecureRandom().nextBytes(auth);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** The next request is answered like this; after the last answer, 201. */
    PushService answering(int status) {
        answers.add(new Answer(status, "X-None", "", new CountDownLatch(0)));
        return this;
    }

    PushService answering(int status, String header, String value) {
        answers.add(new Answer(status, header, value, new CountDownLatch(0)));
        return this;
    }

    /** The next request is answered when the latch is counted down. */
    PushService answeringWhen(CountDownLatch until) {
        answers.add(new Answer(201, "X-None", "", until));
        return this;
    }

    PushSubscription subscription(PublicUrl publicUrl) {
        return PushSubscription.of(PushEndpoint.parse(uri().toString(), publicUrl), point(), auth);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/push/x1");
    }

    /** Returns the next request that came in, within 20 seconds. */
    Received next() {
        try {
            Received next = received.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no push came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int waiting() {
        return received.size();
    }

    /** Reads a message with the phone's own key. */
    Object read(Received message) {
        try {
            byte[] plaintext = new WebPushHybridDecrypt.Builder()
                    .withRecordSize(4_096)
                    .withAuthSecret(auth)
                    .withRecipientPublicKey(point())
                    .withRecipientPrivateKey((ECPrivateKey) phone.getPrivate())
                    .build()
                    .decrypt(message.body(), null);
            return Json.parse(plaintext);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the phone cannot read the message", e);
        }
    }

    /** Takes no more connections. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private byte[] point() {
        try {
            return EllipticCurves.pointEncode(
                    CurveType.NIST_P256, PointFormatType.UNCOMPRESSED, ((ECPublicKey) phone.getPublic()).getW());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(exchange.getRequestHeaders(), body, System.nanoTime()));
            Answer answer = answers.poll();
            if (answer == null) {
                exchange.sendResponseHeaders(201, -1);
                return;
            }
            if (!answer.until().await(20, TimeUnit.SECONDS)) {
                return;
            }
            exchange.getResponseHeaders().add(answer.header(), answer.value());
            exchange.sendResponseHeaders(answer.status(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
