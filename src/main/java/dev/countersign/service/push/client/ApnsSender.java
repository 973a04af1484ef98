package dev.countersign.service.push.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.push.ClaimedPush;
import dev.countersign.service.push.PushAttempt;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.PushSender;
import dev.countersign.service.push.PushSubscription;
import dev.countersign.service.push.QueuedPush;
import dev.countersign.service.push.client.ApnsConnection.Answer;
import dev.countersign.service.push.client.ApnsConnection.Notification;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The Apple Push Notification service. What is shown at first are words of the app's own, named by key; what the question is
 * stands in the member {@code p}, encrypted for the wallet (RFC 8291, in base64url), and the app's service extension reads it.
 */
@ApplicationScoped
class ApnsSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(ApnsSender.class);

    /** The app is gone from the device, or the token is none of this app. */
    private static final Set<String> GONE = Set.of("Unregistered", "BadDeviceToken", "ExpiredToken");

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredProviderToken",
            "InvalidProviderToken",
            "MissingProviderToken",
            "Forbidden",
            "BadCertificate",
            "BadCertificateEnvironment",
            "TopicDisallowed",
            "DeviceTokenNotForTopic",
            "BadTopic",
            "MissingTopic");

    private final ApnsSettings settings;
    private final ApnsConnection connection;

    ApnsSender(ApnsSettings settings, ApnsConnection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public Set<PushPlatform> platforms() {
        return settings.account().isPresent() ? EnumSet.of(PushPlatform.APNS) : EnumSet.noneOf(PushPlatform.class);
    }

    @Override
    public PushAttempt push(PushSubscription to, ClaimedPush claimed) {
        Notification notification = notification(to, claimed.message());
        try {
            Answer answer = connection.send(notification);
            if (answer.reason().equals(Optional.of("ExpiredProviderToken"))) {
                // The connection was closed with the old token; the next one has a new token.
                answer = connection.send(notification);
            }
            return judge(answer);
        } catch (OutboundRefusedException e) {
            LOG.errorf("APNs cannot be reached: %s", e.getMessage());
            return new PushAttempt.NotAllowed();
        } catch (IOException e) {
            LOG.debugf("APNs: %s", e.getMessage());
            return new PushAttempt.NotNow(Optional.empty());
        }
    }

    private static Notification notification(PushSubscription to, QueuedPush message) {
        boolean rings = message.kind() == PushMessage.Kind.RING;
        ObjectNode payload = Json.object();
        ObjectNode aps = payload.putObject("aps");
        if (rings) {
            aps.putObject("alert").put("title-loc-key", "COUNTERSIGN_TITLE").put("loc-key", "COUNTERSIGN_ASKED");
            aps.put("sound", "default").put("mutable-content", 1).put("interruption-level", "time-sensitive");
        } else {
            aps.put("content-available", 1);
        }
        byte[] encrypted = MessageEncryption.encrypt(message.body().getBytes(StandardCharsets.UTF_8), to);
        payload.put("p", Base64Url.encode(encrypted));
        return new Notification(
                to.address().value(),
                new String(Json.print(payload), StandardCharsets.UTF_8),
                rings ? Notification.Style.ALERT : Notification.Style.SILENT,
                CollapseKey.of(message),
                message.expiresAt());
    }

    private static PushAttempt judge(Answer answer) {
        if (answer.reason().isEmpty() && answer.status() == 200) {
            return new PushAttempt.Accepted();
        }
        String reason =
                answer.reason().filter(word -> word.matches("[A-Za-z]{1,64}")).orElse("");
        if (GONE.contains(reason) || answer.status() == 410) {
            return new PushAttempt.Gone();
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            return new PushAttempt.NotNow(Optional.empty());
        }
        if (CREDENTIALS.contains(reason)) {
            LOG.errorf("APNs does not take notifications from us: %s. Look at key, team and topic.", reason);
            return new PushAttempt.NotAllowed();
        }
        LOG.warnf("APNs refused a notification: status %d %s", answer.status(), reason);
        return new PushAttempt.Refused();
    }
}
