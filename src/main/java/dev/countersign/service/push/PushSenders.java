package dev.countersign.service.push;

import dev.countersign.protocol.wallet.PushPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;

/** The ways to reach phones, each for its platforms, and how often each of them works. */
@ApplicationScoped
public class PushSenders {
    private static final Logger LOG = Logger.getLogger(PushSenders.class);

    private final Instance<PushSender> senders;
    private final MeterRegistry metrics;

    PushSenders(Instance<PushSender> senders, MeterRegistry metrics) {
        this.senders = senders;
        this.metrics = metrics;
    }

    /** Returns whether phones are pushed by this platform here. */
    public boolean reach(PushPlatform platform) {
        return senders.stream().anyMatch(sender -> sender.platforms().contains(platform));
    }

    PushAttempt push(PushSubscription to, ClaimedPush message) {
        PushPlatform platform = to.address().platform();
        PushAttempt attempt = senders.stream()
                .filter(sender -> sender.platforms().contains(platform))
                .findFirst()
                .map(sender -> sender.push(to, message))
                .orElseGet(() -> unreachable(platform));
        metrics.counter("countersign.push.attempts", "platform", platform.wireName(), "outcome", word(attempt))
                .increment();
        return attempt;
    }

    /** Subscribed while it was configured. */
    private static PushAttempt unreachable(PushPlatform platform) {
        LOG.errorf("A phone is to be pushed by %s, which is not configured any more.", platform.wireName());
        return new PushAttempt.NotAllowed();
    }

    private static String word(PushAttempt attempt) {
        if (attempt instanceof PushAttempt.Accepted) {
            return "accepted";
        }
        if (attempt instanceof PushAttempt.Gone) {
            return "gone";
        }
        if (attempt instanceof PushAttempt.NotAllowed) {
            return "not_allowed";
        }
        return attempt instanceof PushAttempt.NotNow ? "not_now" : "refused";
    }
}
