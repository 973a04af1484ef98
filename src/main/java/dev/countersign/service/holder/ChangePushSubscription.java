package dev.countersign.service.holder;

import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.EndpointCheck;
import dev.countersign.service.push.PhoneSubscriptions;
import dev.countersign.service.push.PushAddress;
import dev.countersign.service.push.PushEndpoint;
import dev.countersign.service.push.PushSenders;
import dev.countersign.service.push.PushSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;

/** Sets where a wallet is pushed, or that it is not; its inbox works either way. */
@ApplicationScoped
public class ChangePushSubscription {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final PhoneSubscriptions subscriptions;
    private final PushSenders senders;
    private final EndpointCheck endpointCheck;
    private final PublicUrl publicUrl;

    ChangePushSubscription(
            PhoneSubscriptions subscriptions, PushSenders senders, EndpointCheck endpointCheck, PublicUrl publicUrl) {
        this.subscriptions = subscriptions;
        this.senders = senders;
        this.endpointCheck = endpointCheck;
        this.publicUrl = publicUrl;
    }

    /**
     * Replaces the wallet's subscription. An endpoint of UnifiedPush is asked first whether it is one: not in a transaction.
     *
     * @throws Problem invalid-value when we do not push by this platform, or the endpoint is something else;
     *     dependency-unavailable when it does not answer now
     */
    public void set(Wallet wallet, dev.countersign.protocol.wallet.PushSubscription sent) {
        PushSubscription subscription = parse(sent);
        if (subscription.address() instanceof PushEndpoint endpoint
                && endpoint.platform() == PushPlatform.UNIFIED_PUSH) {
            judge(endpointCheck.check(endpoint));
        }
        subscriptions.save(wallet.id().phone(), subscription);
    }

    /**
     * Sets the subscription of a wallet that is just being enrolled, in the caller's transaction.
     *
     * @throws Problem invalid-value when we do not push by this platform, or it is UnifiedPush: its endpoint has to be asked, and
     *     strangers shall not make us ask
     */
    void setWithinEnrolment(Wallet wallet, dev.countersign.protocol.wallet.PushSubscription sent) {
        if (sent.address().platform() == PushPlatform.UNIFIED_PUSH) {
            throw new Problem(ProblemType.INVALID_VALUE, "A UnifiedPush endpoint can be set after the enrolment.")
                    .because("push-after-enrolment")
                    .at("/push/platform", "expected: web_push, fcm or apns, or no push");
        }
        subscriptions.save(wallet.id().phone(), parse(sent));
    }

    /** Removes the wallet's subscription, if it has one. */
    @Transactional
    public void remove(Wallet wallet) {
        subscriptions.remove(wallet.id().phone());
    }

    private PushSubscription parse(dev.countersign.protocol.wallet.PushSubscription sent) {
        PushPlatform platform = sent.address().platform();
        PushAddress address = PushAddress.parse(platform, sent.address().value(), publicUrl);
        if (!senders.reach(platform)) {
            throw new Problem(
                            ProblemType.INVALID_VALUE,
                            "This organisation does not push by " + platform.wireName() + ".")
                    .because("push-platform-not-configured")
                    .at("/platform", "expected: another platform, or none: the inbox works without");
        }
        return PushSubscription.parse(address, sent.p256dh(), sent.auth());
    }

    private static void judge(EndpointCheck.Finding finding) {
        switch (finding) {
            case UNIFIED_PUSH -> {
                // It is what it says.
            }
            case SOMETHING_ELSE ->
                throw new Problem(ProblemType.INVALID_VALUE, "The endpoint is no UnifiedPush endpoint.")
                        .because("endpoint-not-unified-push")
                        .at("/endpoint", "expected: it answers {\"unifiedpush\":{\"version\":1}}");
            case UNREACHABLE ->
                throw new Problem(ProblemType.DEPENDENCY_UNAVAILABLE, "The endpoint does not answer now.")
                        .because("endpoint-unreachable")
                        .retryAfter(RETRY);
        }
    }
}
