package dev.countersign.service.push;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.auth.AuthenticationToken;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http2.Http2Headers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** APNs on this machine: real HTTP/2 over TLS; verifies who we say we are and takes notifications as told. */
public final class ApnsServer implements AutoCloseable {
    /** One notification, as it came. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Received(Map<String, String> headers, byte[] payload) {
        /** Returns the payload as JSON. */
        public JsonNode json() {
            return Json.parse(payload);
        }

        /** Returns what is encrypted for the wallet. */
        public byte[] encrypted() {
            return Base64Url.decode(json().path("p").asText());
        }
    }

    private final Deque<RejectionReason> rejections = new ConcurrentLinkedDeque<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Path directory = Path.of(setting("test.phones"));
    private final int port =
            URI.create(setting("countersign.push.apns.address")).getPort();
    private volatile CountDownLatch patience = new CountDownLatch(0);
    private MockApnsServer server;

    /** Opens the configured port. */
    public ApnsServer() {
        open();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private void open() {
        try {
            server = new MockApnsServerBuilder()
                    .setServerCredentials(
                            directory.resolve("apns-server.pem").toFile(),
                            directory.resolve("apns-server.key").toFile(),
                            null)
                    .setHandlerFactory(session -> this::take)
                    .build();
            server.start(port).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(Http2Headers headers, ByteBuf payload) throws RejectedNotificationException {
        Map<String, String> plain = new LinkedHashMap<>();
        headers.forEach(header ->
                plain.put(header.getKey().toString(), header.getValue().toString()));
        if (!isSigned(plain.getOrDefault("authorization", ""))) {
            throw new RejectedNotificationException(RejectionReason.INVALID_PROVIDER_TOKEN);
        }
        received.add(new Received(plain, ByteBufUtil.getBytes(payload)));
        try {
            if (!patience.await(12, TimeUnit.SECONDS)) {
                throw new RejectedNotificationException(RejectionReason.INTERNAL_SERVER_ERROR);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RejectionReason rejection = rejections.poll();
        if (rejection != null) {
            throw new RejectedNotificationException(rejection);
        }
    }

    private boolean isSigned(String authorization) {
        try {
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(directory.resolve("apns.pub"))));
            AuthenticationToken token = new AuthenticationToken(authorization.replaceFirst("(?i)^bearer ", ""));
            return token.verifySignature(new ApnsVerificationKey("KEYID12345", "TEAMID1234", key));
        } catch (Exception e) {
            return false;
        }
    }

    /** The next notification is rejected for this reason. */
    ApnsServer rejecting(RejectionReason reason) {
        rejections.add(reason);
        return this;
    }

    /** Notifications are answered when the latch is counted down. */
    void answeringWhen(CountDownLatch until) {
        patience = until;
    }

    /** Cuts all connections and takes none until {@link #comeBack}. */
    void goDown() {
        try {
            server.shutdown().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void comeBack() {
        open();
    }

    /** Returns the next notification, within 45 seconds: time for four attempts, two of which got no answer. */
    public Received next() {
        try {
            Received next = received.poll(45, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no notification came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the next notification to this device; what still comes for others is passed over. */
    public Received next(String device) {
        Received next = next();
        while (!String.valueOf(next.headers().get(":path")).endsWith("/" + device)) {
            next = next();
        }
        return next;
    }

    int waiting() {
        return received.size();
    }

    @Override
    public void close() {
        goDown();
    }
}
