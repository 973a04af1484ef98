package dev.countersign.service.push.client;

import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import dev.countersign.service.push.ClaimedPush;
import dev.countersign.service.push.PushAttempt;
import dev.countersign.service.push.PushEndpoint;
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

/** Requests to push services (RFC 8030 section 5), those of UnifiedPush included: they take the same. */
@ApplicationScoped
class WebPushSender implements PushSender {
    private static final Logger LOG = Logger.getLogger(WebPushSender.class);
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.PUSH, 16_384, Duration.ofSeconds(10));

    private final OutboundHttp http;
    private final VapidTokens tokens;
    private final Clock clock;

    WebPushSender(OutboundHttp http, VapidTokens tokens, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Set<PushPlatform> platforms() {
        return EnumSet.of(PushPlatform.WEB_PUSH, PushPlatform.UNIFIED_PUSH);
    }

    @Override
    public PushAttempt push(PushSubscription to, ClaimedPush claimed) {
        if (!(to.address() instanceof PushEndpoint endpoint)) {
            throw new IllegalArgumentException("address: " + to.address() + " (expected: an endpoint)");
        }
        try {
            return judge(http.send(request(endpoint, to, claimed.message()), LIMITS), endpoint);
        } catch (OutboundRefusedException e) {
            LOG.warnf("Not pushing to %s: %s", endpoint.origin(), e.getMessage());
            return new PushAttempt.Refused();
        } catch (OutboundUnavailableException e) {
            LOG.debugf("Push service %s: %s", endpoint.origin(), e.getMessage());
            return new PushAttempt.NotNow(Optional.of(e.retryAfter()));
        } catch (IOException e) {
            LOG.debugf("Push service %s: %s", endpoint.origin(), e.getMessage());
            return new PushAttempt.NotNow(Optional.empty());
        }
    }

    private Request request(PushEndpoint endpoint, PushSubscription to, QueuedPush message) {
        Duration left = Duration.between(clock.instant(), message.expiresAt());
        return Request.post(
                        endpoint.uri(), MessageEncryption.encrypt(message.body().getBytes(StandardCharsets.UTF_8), to))
                .with("content-type", "application/octet-stream")
                // RFC 8188 section 2, RFC 8291 section 4.
                .with("content-encoding", "aes128gcm")
                // RFC 8030 section 5.2: how long the push service may keep it.
                .with("ttl", Long.toString(Math.max(0, left.toSeconds())))
                // RFC 8030 section 5.3: somebody is on the line, or is not any more.
                .with("urgency", message.kind() == PushMessage.Kind.RING ? "high" : "normal")
                // RFC 8030 section 5.4: what replaces what.
                .with("topic", CollapseKey.of(message))
                .with("authorization", tokens.authorization(endpoint));
    }

    private PushAttempt judge(Reply reply, PushEndpoint endpoint) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return new PushAttempt.Accepted();
        }
        if (status == 404 || status == 410) {
            return new PushAttempt.Gone();
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new PushAttempt.NotNow(reply.retryAfter(clock.instant()));
        }
        if (status == 401 || status == 403) {
            tokens.refused(endpoint);
        }
        // 400, 413 and their like would be refused again; a redirect is not followed: it could lead anywhere.
        LOG.warnf("Push service %s refused a message: status %d", endpoint.origin(), status);
        return new PushAttempt.Refused();
    }
}
