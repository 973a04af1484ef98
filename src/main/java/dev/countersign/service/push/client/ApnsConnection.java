package dev.countersign.service.push.client;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import dev.countersign.service.platform.OutboundRules;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connection to APNs. HTTP/2 with its long-lived connections and signed tokens is the library's; that the connection
 * goes to the configured address and nowhere else, and only where our rules allow, is this class's.
 */
@ApplicationScoped
class ApnsConnection {
    private static final int HTTPS = 443;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ApnsSettings settings;
    private final OutboundRules rules;
    private @Nullable ApnsClient client;

    ApnsConnection(ApnsSettings settings, OutboundRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /**
     * What is sent to one device.
     *
     * @param payload at most 4,096 bytes of JSON
     */
    record Notification(String token, String payload, Style style, String collapseId, Instant expiresAt) {
        /** Whether it rings, or wakes the app in silence. */
        enum Style {
            ALERT,
            SILENT
        }

        @Override
        public String toString() {
            return "Notification[]";
        }
    }

    /**
     * What APNs answered.
     *
     * @param reason empty when it took the notification
     */
    record Answer(int status, Optional<String> reason) {}

    /** Reads the key at the start: a key that cannot be used must not wait for the first push to say so. */
    void check(@Observes StartupEvent started) {
        settings.account().ifPresent(ApnsConnection::key);
    }

    void close(@Observes ShutdownEvent stopping) {
        ApnsClient open = client;
        if (open != null) {
            open.close().orTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS).exceptionally(slow -> null);
        }
    }

    /**
     * Sends a notification and waits for the answer.
     *
     * @throws dev.countersign.service.platform.OutboundRefusedException when our rules forbid the address
     * @throws IOException when there is no answer in time
     */
    Answer send(Notification notification) throws IOException {
        ApnsSettings.Account account =
                settings.account().orElseThrow(() -> new IllegalStateException("APNs is not configured"));
        rules.judge(account.address());
        boolean alert = notification.style() == Notification.Style.ALERT;
        SimpleApnsPushNotification made = new SimpleApnsPushNotification(
                notification.token(),
                account.topic(),
                notification.payload(),
                notification.expiresAt(),
                alert ? DeliveryPriority.IMMEDIATE : DeliveryPriority.CONSERVE_POWER,
                alert ? PushType.ALERT : PushType.BACKGROUND,
                notification.collapseId());
        try {
            PushNotificationResponse<SimpleApnsPushNotification> response =
                    client(account).sendNotification(made).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.getStatusCode(), response.getRejectionReason());
        } catch (ExecutionException e) {
            throw new IOException("APNs does not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("APNs did not answer within " + ANSWER.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized ApnsClient client(ApnsSettings.Account account) throws IOException {
        ApnsClient open = client;
        if (open == null) {
            URI address = account.address();
            ApnsClientBuilder builder = new ApnsClientBuilder()
                    .setApnsServer(address.getHost(), address.getPort() < 0 ? HTTPS : address.getPort())
                    .setSigningKey(key(account))
                    .setConcurrentConnections(1)
                    .setConnectionTimeout(CONNECT);
            account.trusted().ifPresent(file -> builder.setTrustedServerCertificateChain(file.toFile()));
            open = builder.build();
            client = open;
        }
        return open;
    }

    private static ApnsSigningKey key(ApnsSettings.Account account) {
        try {
            return ApnsSigningKey.loadFromPkcs8File(account.key().toFile(), account.teamId(), account.keyId());
        } catch (IOException | NoSuchAlgorithmException | InvalidKeyException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "countersign.push.apns.key-file is " + account.key() + " (expected: a P-256 key, PKCS #8 in PEM)",
                    e);
        }
    }
}
