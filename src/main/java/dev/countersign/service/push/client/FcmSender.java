package dev.countersign.service.push.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import dev.countersign.service.push.ClaimedPush;
import dev.countersign.service.push.PushAttempt;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.PushSender;
import dev.countersign.service.push.PushSubscription;
import dev.countersign.service.push.QueuedPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Firebase Cloud Messaging, HTTP v1: data messages whose only member {@code p} is encrypted for the wallet (RFC 8291, in
 * base64url), so that Google carries what it cannot read.
 */
@ApplicationScoped
class FcmSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(FcmSender.class);
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.PUSH, 16_384, Duration.ofSeconds(10));

    /** FCM documents a minute for whoever is told to slow down without being told for how long. */
    private static final Duration SLOW_DOWN = Duration.ofMinutes(1);

    private final FcmSettings settings;
    private final FcmTokens tokens;
    private final OutboundHttp http;
    private final Clock clock;

    FcmSender(FcmSettings settings, FcmTokens tokens, OutboundHttp http, Clock clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Set<PushPlatform> platforms() {
        return settings.account().isPresent() ? EnumSet.of(PushPlatform.FCM) : EnumSet.noneOf(PushPlatform.class);
    }

    @Override
    public PushAttempt push(PushSubscription to, ClaimedPush claimed) {
        return settings.account()
                .map(account -> push(account, body(to, claimed.message()), Optional.empty()))
                .orElseGet(PushAttempt.NotAllowed::new);
    }

    /** Sends it; with a new token once when the one that we have is not taken. */
    private PushAttempt push(FcmAccount account, byte[] body, Optional<FcmTokens.Token> refused) {
        FcmTokens.Outcome outcome = tokens.token(account, refused);
        if (outcome instanceof FcmTokens.Unavailable unavailable) {
            return new PushAttempt.NotNow(unavailable.retryAfter());
        }
        if (!(outcome instanceof FcmTokens.Token token)) {
            return new PushAttempt.NotAllowed();
        }
        try {
            Reply reply = http.send(
                    Request.post(settings.endpoint(account), body)
                            .with("content-type", "application/json")
                            .with("authorization", "Bearer " + token.value()),
                    LIMITS);
            if (reply.status() == 401 && refused.isEmpty()) {
                return push(account, body, Optional.of(token));
            }
            return judge(reply);
        } catch (OutboundRefusedException e) {
            LOG.errorf("FCM cannot be reached: %s", e.getMessage());
            return new PushAttempt.NotAllowed();
        } catch (OutboundUnavailableException e) {
            return new PushAttempt.NotNow(Optional.of(e.retryAfter()));
        } catch (IOException e) {
            LOG.debugf("FCM: %s", e.getMessage());
            return new PushAttempt.NotNow(Optional.empty());
        }
    }

    private byte[] body(PushSubscription to, QueuedPush message) {
        long left = Math.max(
                0, Duration.between(clock.instant(), message.expiresAt()).toSeconds());
        boolean rings = message.kind() == PushMessage.Kind.RING;
        byte[] encrypted = MessageEncryption.encrypt(message.body().getBytes(StandardCharsets.UTF_8), to);
        ObjectNode root = Json.object();
        ObjectNode fcm = root.putObject("message").put("token", to.address().value());
        fcm.putObject("data").put("p", Base64Url.encode(encrypted));
        fcm.putObject("android")
                .put("priority", rings ? "HIGH" : "NORMAL")
                .put("ttl", left + "s")
                .put("collapse_key", CollapseKey.of(message));
        return Json.print(root);
    }

    private PushAttempt judge(Reply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return new PushAttempt.Accepted();
        }
        JsonNode error = error(reply);
        if (isGone(status, error)) {
            return new PushAttempt.Gone();
        }
        if (status == 429 || status >= 500) {
            Optional<Duration> after = reply.retryAfter(clock.instant());
            return new PushAttempt.NotNow(status == 429 ? after.or(() -> Optional.of(SLOW_DOWN)) : after);
        }
        String code = code(error);
        if (status == 401 || status == 403 || status == 404) {
            LOG.errorf("FCM does not take messages from us: status %d %s. Look at the service account.", status, code);
            return new PushAttempt.NotAllowed();
        }
        LOG.warnf("FCM refused a message: status %d %s", status, code);
        return new PushAttempt.Refused();
    }

    /** The app was removed, its token was replaced, or it never was one. */
    private static boolean isGone(int status, JsonNode error) {
        String code = code(error);
        if (code.equals("UNREGISTERED")) {
            return true;
        }
        if (status != 400) {
            return false;
        }
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                if (violation.path("field").asText("").equals("message.token")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The code of FCM's own error detail, or else the general status; of ours to log, so bounded to its alphabet. */
    private static String code(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (detail.has("errorCode")) {
                return word(detail.path("errorCode").asText(""));
            }
        }
        return word(error.path("status").asText(""));
    }

    private static String word(String code) {
        return code.matches("[A-Z_]{1,64}") ? code : "";
    }

    private static JsonNode error(Reply reply) {
        try {
            return Json.parseObject(reply.body()).path("error");
        } catch (MalformedInputException e) {
            // A proxy's page, perhaps; the status alone decides.
            return Json.object();
        }
    }
}
