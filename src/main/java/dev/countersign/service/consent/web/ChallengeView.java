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
@Schema(
        name = "Challenge",
        description = "A challenge as the desk sees it: what was asked, how it can be answered, how it stands")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChallengeView(
        @Schema(description = "chl_...") String id,

        @Schema(description = "int_...: in which it was asked")
        String interaction,

        @Schema(
                enumeration = {
                    "requested",
                    "delivered",
                    "opened",
                    "awaiting_read_back",
                    "verified",
                    "declined",
                    "reported",
                    "rejected",
                    "undecided",
                    "expired",
                    "cancelled"
                })
        String state,

        PurposeRef purpose,

        @Schema(
                description = "How the answer is tied to the conversation",
                enumeration = {"number_entry", "read_back", "display", "none"})
        String callBinding,

        @Schema(description = "What the agent says (number_entry): two digits") @Nullable
        String number,

        @Schema(description = "What both compare (display): four digits") @Nullable
        String displayCode,

        @Schema(description = "What the asking side wants both to read: 1 to 250 characters") @Nullable
        String bindingMessage,

        @Schema(description = "Wrong numbers or codes that are still forgiven", minimum = "0")
        int attemptsLeft,

        Request request,
        @Schema(description = "Every way to every wallet") List<DeliveryView> deliveries,
        Instant askedAt,

        @Schema(description = "From then on no answer is taken")
        Instant expiresAt,

        @Nullable Instant endedAt,

        @Schema(description = "Only of one that has ended") @Nullable
        Verdict verdict) {

    /** Which policy it was asked under. */
    @Schema(name = "PurposeVersion", description = "Under which policy it was asked")
    record PurposeRef(String name, @Schema(minimum = "1") int version) {}

    /**
     * How a wallet gets at the request: a link, the same as a picture, and a page that offers both.
     *
     * @param textMessage whether the page's address can go to the customer by text message
     */
    @Schema(
            name = "ChallengeRequest",
            description =
                    "How a wallet gets at the request: a link, the same as a picture, and a page that offers both")
    record Request(
            @Schema(description = "openid4vp://...: opens a wallet")
            URI uri,

            @Schema(description = "The link as an image: a data: URI")
            String qr,

            @Schema(description = "An address of ours for a chat or a text message")
            URI page,

            @Schema(description = "Whether the page's address can go to the customer by text message")
            boolean textMessage) {}

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
    @Schema(name = "ChallengeDelivery", description = "How a challenge stands on one of its ways to the customer")
    record DeliveryView(
            @Schema(description = "Whose way it is; none for a text message") @Nullable
            String wallet,

            @Schema(description = "How the customer calls that wallet's device") @Nullable
            String device,

            @Schema(enumeration = {"push", "inbox", "text_message"})
            String channel,

            @Schema(
                    description = "Of a push",
                    enumeration = {"web_push", "unified_push", "fcm", "apns"})
            @Nullable
            String platform,

            @Schema(enumeration = {"queued", "failed", "sent", "delivered", "opened"})
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
    @Schema(name = "Verdict", description = "Why a challenge ended as it did")
    record Verdict(
            @Schema(enumeration = {"verified", "declined", "reported", "rejected", "undecided", "expired", "cancelled"})
            String outcome,

            @Schema(description = "Of rejected: what was wrong") @Nullable
            String reason,

            @Schema(
                    description = "Of undecided: what could not be reached",
                    enumeration = {"issuer-keys", "status-list", "did-document", "trust-registry"})
            @Nullable
            String dependency,

            @Schema(description = "Of undecided: when it may be asked again") @Nullable
            Long retryAfterSeconds) {
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
