package dev.countersign.service.webhook.client;

import dev.countersign.protocol.webhook.StandardWebhooks;
import dev.countersign.protocol.webhook.WebhookSigningKey;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import dev.countersign.service.webhook.EndpointKey;
import dev.countersign.service.webhook.EndpointUrl;
import dev.countersign.service.webhook.SendOutcome;
import dev.countersign.service.webhook.WebhookMessage;
import dev.countersign.service.webhook.WebhookSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests by Standard Webhooks 1.0.0, through the guarded client. */
@ApplicationScoped
class HttpWebhookSender implements WebhookSender {
    /** Standard Webhooks: 15 to 30 seconds. The body of an answer means nothing, but is read to its end. */
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.WEBHOOK, 262_144, Duration.ofSeconds(20));

    private final OutboundHttp http;
    private final Clock clock;

    HttpWebhookSender(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public SendOutcome send(EndpointUrl to, WebhookMessage message, List<EndpointKey> keys) {
        try {
            return judge(http.send(request(to, message, keys), LIMITS));
        } catch (OutboundRefusedException e) {
            // Its message names the rule, and at the most the host, which the administrator chose.
            return none(String.valueOf(e.getMessage()));
        } catch (OutboundUnavailableException e) {
            return new SendOutcome.HeldBack(e.retryAfter());
        } catch (SocketTimeoutException e) {
            return none("no answer within " + LIMITS.timeout().toSeconds() + " s");
        } catch (IOException e) {
            return none("no connection, or it was cut");
        }
    }

    private Request request(EndpointUrl to, WebhookMessage message, List<EndpointKey> keys) {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant();
        List<WebhookSigningKey> signing = keys.stream().map(EndpointKey::key).toList();
        return Request.post(to.uri(), body)
                .with("content-type", "application/json")
                .with("user-agent", "Countersign")
                .with(StandardWebhooks.ID, message.id())
                .with(StandardWebhooks.TIMESTAMP, Long.toString(now.getEpochSecond()))
                .with(StandardWebhooks.SIGNATURE, WebhookSigningKey.header(signing, message.id(), now, body));
    }

    private SendOutcome judge(Reply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return new SendOutcome.Taken(status);
        }
        if (status == 410) {
            return new SendOutcome.Gone();
        }
        // A redirect is not followed: what is signed for one receiver is not for another.
        Optional<Duration> retryAfter = status >= 400 ? reply.retryAfter(clock.instant()) : Optional.empty();
        return new SendOutcome.NotTaken(Optional.of(status), "status " + status, retryAfter);
    }

    private static SendOutcome none(String failure) {
        return new SendOutcome.NotTaken(Optional.empty(), failure, Optional.empty());
    }
}
