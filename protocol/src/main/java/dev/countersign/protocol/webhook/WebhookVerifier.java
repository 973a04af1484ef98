package dev.countersign.protocol.webhook;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The receiver's side: whether a request is a webhook that the sender made lately.
 *
 * <p>A message may come more than once (at least once, and whoever recorded it can send it again): whoever receives also
 * drops an {@link VerifiedWebhook#id} that it has seen, for as long as the tolerance at the least.
 */
public final class WebhookVerifier {
    private static final int MAX_SIGNATURE_CHARS = 4_096;
    private static final int MAX_ID_CHARS = 256;
    private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");

    private final List<WebhookVerifyingKey> keys;
    private final Duration tolerance;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param keys of this endpoint: one, or two while one takes the place of the other
     * @param clock that the timestamp is compared with, up to {@link StandardWebhooks#TOLERANCE} both ways
     */
    public WebhookVerifier(List<? extends WebhookVerifyingKey> keys, Clock clock) {
        this(keys, StandardWebhooks.TOLERANCE, clock);
    }

    WebhookVerifier(List<? extends WebhookVerifyingKey> keys, Duration tolerance, Clock clock) {
        this.keys = List.copyOf(keys);
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * The headers of a request, each once; an absent one is empty.
     *
     * @param id {@code webhook-id}
     * @param timestamp {@code webhook-timestamp}
     * @param signature {@code webhook-signature}
     */
    public record Headers(String id, String timestamp, String signature) {}

    /**
     * Judges a request.
     *
     * @param headers untrusted
     * @param body as received: not parsed and printed again
     */
    public Verification<VerifiedWebhook> verify(Headers headers, byte[] body) {
        if (headers.id().isEmpty()
                || headers.id().length() > MAX_ID_CHARS
                || headers.id().indexOf('.') >= 0
                || !SECONDS.matcher(headers.timestamp()).matches()
                || headers.signature().isEmpty()
                || headers.signature().length() > MAX_SIGNATURE_CHARS) {
            return Verification.rejected(
                    RejectionReason.MALFORMED,
                    "headers (expected: webhook-id, webhook-timestamp in seconds, webhook-signature)");
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(headers.timestamp()));
        if (Duration.between(sentAt, clock.instant()).abs().compareTo(tolerance) > 0) {
            return Verification.rejected(
                    RejectionReason.STALE, "webhook-timestamp: (expected: within " + tolerance + " of now)");
        }
        byte[] content = WebhookSigningKey.content(headers.id(), sentAt.getEpochSecond(), body);
        for (String signature : headers.signature().split(" ", -1)) {
            for (WebhookVerifyingKey key : keys) {
                if (key.verifies(content, signature)) {
                    return Verification.verified(new VerifiedWebhook(headers.id(), sentAt, body));
                }
            }
        }
        return Verification.rejected(RejectionReason.SIGNATURE_INVALID, "webhook-signature: none by our key");
    }
}
