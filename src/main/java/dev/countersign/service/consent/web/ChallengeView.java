package dev.countersign.service.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Delivery;
import dev.countersign.service.consent.Outcome;
import dev.countersign.service.consent.ShownDelivery;
import dev.countersign.service.holder.DisplayName;
import dev.countersign.service.holder.WalletId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A challenge as the desk sees it.
 *
 * @param number what the agent says (number entry)
 * @param displayCode what both compare (display)
 * @param bindingMessage what the asking side wants both to read
 * @param attemptsLeft wrong numbers or codes that are still forgiven
 */
@Schema(name = "Challenge")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChallengeView(
        String id,
        String interaction,
        String state,
        PurposeRef purpose,
        String callBinding,
        @Nullable String number,
        @Nullable String displayCode,
        @Nullable String bindingMessage,
        int attemptsLeft,
        Request request,
        List<DeliveryView> deliveries,
        Instant askedAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable Verdict verdict) {

    /** Which policy it was asked under. */
    record PurposeRef(String name, int version) {}

    /**
     * How a wallet gets at the request: a link, the same as a picture, and a page that offers both.
     *
     * @param textMessage whether the page's address can go to the customer by text message
     */
    record Request(URI uri, String qr, URI page, boolean textMessage) {}

    /**
     * How it stands on one of its ways.
     *
     * @param wallet whose way it is; none for a text message
     * @param device how the customer calls that wallet's device
     * @param channel {@code push}, {@code inbox} or {@code text_message}
     * @param platform of a push: {@code web_push}, {@code unified_push}, {@code fcm} or {@code apns}
     * @param state {@code queued}, {@code failed}, {@code sent}, {@code delivered} or {@code opened}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            @Nullable String wallet,
            @Nullable String device,
            String channel,
            @Nullable String platform,
            String state,
            Instant changedAt) {
        static DeliveryView of(ShownDelivery shown) {
            Delivery delivery = shown.delivery();
            return new DeliveryView(
                    delivery.wallet().map(WalletId::value).orElse(null),
                    shown.device().map(DisplayName::value).orElse(null),
                    delivery.channel().wireName(),
                    delivery.platform().map(PushPlatform::wireName).orElse(null),
                    delivery.state().wireName(),
                    delivery.changedAt());
        }

        @Override
        public String toString() {
            return "DeliveryView[" + wallet + ", " + channel + ", " + state + "]";
        }
    }

    /** Why it ended as it did. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verdict(
            String outcome,
            @Nullable String reason,
            @Nullable String dependency,
            @Nullable Long retryAfterSeconds) {
        static Verdict of(Outcome outcome) {
            if (outcome instanceof Outcome.Rejected rejected) {
                return new Verdict(outcome.state(), rejected.reason(), null, null);
            }
            if (outcome instanceof Outcome.Undecided undecided) {
                return new Verdict(
                        outcome.state(),
                        null,
                        undecided.dependency().wireName(),
                        undecided.retryAfter().toSeconds());
            }
            return new Verdict(outcome.state(), null, null, null);
        }
    }

    static ChallengeView of(ConsentChallenge challenge, List<ShownDelivery> deliveries, Request request) {
        Ask ask = challenge.ask();
        CallBinding kind = ask.binding().kind();
        ConsentChallenge.Ended ended = challenge instanceof ConsentChallenge.Ended end ? end : null;
        return new ChallengeView(
                ask.id().value(),
                ask.interaction().value(),
                challenge.state(),
                new PurposeRef(ask.purpose().value(), ask.purposeVersion()),
                kind.wireName(),
                kind == CallBinding.NUMBER_ENTRY ? ask.binding().code().orElse(null) : null,
                kind == CallBinding.DISPLAY ? ask.binding().code().orElse(null) : null,
                ask.bindingMessage().map(BindingMessage::text).orElse(null),
                ConsentChallenge.MAX_ATTEMPTS - challenge.failedAttempts(),
                request,
                deliveries.stream().map(DeliveryView::of).toList(),
                ask.askedAt(),
                ask.expiresAt(),
                ended == null ? null : ended.at(),
                ended == null ? null : Verdict.of(ended.outcome()));
    }

    @Override
    public String toString() {
        return "ChallengeView[" + id + "]";
    }
}
