package dev.countersign.service.push.client;

import dev.countersign.protocol.Base64Url;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import dev.countersign.service.platform.TokenHash;
import dev.countersign.service.push.ClaimedPush;
import dev.countersign.service.push.PushAttempt;
import dev.countersign.service.push.PushSender;
import dev.countersign.service.push.PushSubscription;
import dev.countersign.service.push.QueuedPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Requests to push services (RFC 8030 section 5). */
@ApplicationScoped
class WebPushSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(WebPushSender.class);
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.PUSH, 16_384, Duration.ofSeconds(10));
    private static final int TOPIC_BYTES = 24;

    private final OutboundHttp http;
    private final VapidTokens tokens;
    private final Clock clock;

    WebPushSender(OutboundHttp http, VapidTokens tokens, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public PushAttempt push(PushSubscription to, ClaimedPush claimed) {
        try {
            return judge(http.send(request(to, claimed.message()), LIMITS), to);
        } catch (OutboundRefusedException e) {
            LOG.warnf("Not pushing to %s: %s", to.endpoint().origin(), e.getMessage());
            return new PushAttempt.Refused();
        } catch (OutboundUnavailableException e) {
            LOG.debugf("Push service %s: %s", to.endpoint().origin(), e.getMessage());
            return new PushAttempt.NotNow(Optional.of(e.retryAfter()));
        } catch (IOException e) {
            LOG.debugf("Push service %s: %s", to.endpoint().origin(), e.getMessage());
            return new PushAttempt.NotNow(Optional.empty());
        }
    }

    private Request request(PushSubscription to, QueuedPush message) {
        Duration left = Duration.between(clock.instant(), message.expiresAt());
        return Request.post(
                        to.endpoint().uri(),
                        MessageEncryption.encrypt(message.body().getBytes(StandardCharsets.UTF_8), to))
                .with("content-type", "application/octet-stream")
                // RFC 8188 section 2, RFC 8291 section 4.
                .with("content-encoding", "aes128gcm")
                // RFC 8030 section 5.2: how long the push service may keep it.
                .with("ttl", Long.toString(Math.max(0, left.toSeconds())))
                // RFC 8030 section 5.3: somebody is on the line.
                .with("urgency", "high")
                // RFC 8030 section 5.4: what replaces what.
                .with("topic", topic(message.reference()))
                .with("authorization", tokens.authorization(to.endpoint()));
    }

    private PushAttempt judge(Reply reply, PushSubscription to) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return new PushAttempt.Accepted();
        }
        if (status == 404 || status == 410) {
            return new PushAttempt.Gone();
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new PushAttempt.NotNow(
                    reply.header("retry-after").flatMap(after -> RetryAfter.parse(after, clock.instant())));
        }
        if (status == 401 || status == 403) {
            tokens.refused(to.endpoint());
        }
        // 400, 413 and their like would be refused again; a redirect is not followed: it could lead anywhere.
        LOG.warnf("Push service %s refused a message: status %d", to.endpoint().origin(), status);
        return new PushAttempt.Refused();
    }

    /** At most 32 characters of base64url; the reference itself is nothing for the push service to see. */
    private static String topic(String reference) {
        return Base64Url.encode(Arrays.copyOf(TokenHash.of(reference), TOPIC_BYTES));
    }
}
