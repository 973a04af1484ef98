package dev.countersign.service.consent.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.Binding;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.ConsentChallenge.AwaitingReadBack;
import dev.countersign.service.consent.ConsentChallenge.Ended;
import dev.countersign.service.consent.ConsentChallenge.HeldAnswer;
import dev.countersign.service.consent.ConsentChallenge.Progress;
import dev.countersign.service.consent.ConsentChallenge.Waiting;
import dev.countersign.service.consent.Outcome;
import dev.countersign.service.consent.PageToken;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.consent.ResponseCodeHash;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.AttributesJson;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.presentation.TransactionId;
import dev.countersign.service.presentation.WalletProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between a challenge's state and its columns. */
@ApplicationScoped
class ChallengeMapping {
    private static final String HELD = "consent_challenge.held_answer";
    private static final String MESSAGE = "consent_challenge.binding_message";

    private final PersonalData personalData;

    ChallengeMapping(PersonalData personalData) {
        this.personalData = personalData;
    }

    /** The columns that a move changes. The arrays are made for this and handed on: nobody else holds them. */
    @SuppressWarnings("ArrayRecordComponent")
    record Columns(
            String state,
            int failedAttempts,
            @Nullable Instant endedAt,
            @Nullable String verdict,
            byte @Nullable [] responseCode,
            byte @Nullable [] heldAnswer) {}

    Columns columns(ConsentChallenge challenge) {
        if (challenge instanceof AwaitingReadBack waiting) {
            return new Columns(
                    waiting.state(),
                    waiting.failedAttempts(),
                    null,
                    null,
                    Base64Url.decode(waiting.answer().responseCode().base64Url()),
                    seal(waiting));
        }
        if (challenge instanceof Ended ended) {
            return new Columns(ended.state(), ended.failedAttempts(), ended.at(), print(ended.outcome()), null, null);
        }
        return new Columns(challenge.state(), challenge.failedAttempts(), null, null, null, null);
    }

    ConsentChallenge read(ChallengeRow row) {
        Ask ask = ask(row);
        if (row.endedAt != null) {
            return new Ended(ask, outcome(row), row.endedAt, row.failedAttempts);
        }
        if (row.heldAnswer != null && row.responseCode != null) {
            try {
                byte[] json = personalData.open(row.customerId, HELD, row.heldAnswer);
                return new AwaitingReadBack(ask, held(json, row.responseCode), row.failedAttempts);
            } catch (ErasedDataException e) {
                // The customer was erased meanwhile: nothing is left to be seen.
                return new Ended(ask, new Outcome.Cancelled(), ask.expiresAt(), row.failedAttempts);
            }
        }
        return new Waiting(ask, Progress.valueOf(row.state.toUpperCase(Locale.ROOT)), row.failedAttempts);
    }

    private Ask ask(ChallengeRow row) {
        return new Ask(
                new ChallengeId(row.id),
                new InteractionId(row.interactionId),
                new CustomerId(row.customerId),
                new PurposeName(row.purposeName),
                row.purposeVersion,
                new Binding(CallBinding.parse(row.callBinding), Optional.ofNullable(row.bindingCode)),
                WalletProfile.valueOf(row.walletProfile.toUpperCase(Locale.ROOT)),
                row.askedBy,
                row.agentName,
                new TransactionId(row.transactionId),
                URI.create(row.requestUri),
                new PageToken(row.pageToken),
                message(row),
                row.askedAt,
                row.expiresAt);
    }

    byte @Nullable [] sealMessage(Ask ask) {
        return ask.bindingMessage()
                .map(message -> personalData.seal(
                        ask.customer().value(), MESSAGE, message.text().getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
    }

    private Optional<BindingMessage> message(ChallengeRow row) {
        if (row.bindingMessage == null) {
            return Optional.empty();
        }
        try {
            byte[] text = personalData.open(row.customerId, MESSAGE, row.bindingMessage);
            return Optional.of(new BindingMessage(new String(text, StandardCharsets.UTF_8)));
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }

    private byte[] seal(AwaitingReadBack waiting) {
        ObjectNode json = Json.object().put("holder_key", waiting.answer().holderKeyThumbprint());
        json.set("identity", Json.parse(AttributesJson.print(waiting.answer().attributes())));
        return personalData.seal(waiting.ask().customer().value(), HELD, Json.print(json));
    }

    private static HeldAnswer held(byte[] json, byte[] responseCode) {
        JsonNode held = Json.parse(json);
        return new HeldAnswer(
                AttributesJson.parse(Json.print(held.path("identity"))),
                held.path("holder_key").asText(),
                new ResponseCodeHash(Base64Url.encode(responseCode)));
    }

    private static String print(Outcome outcome) {
        ObjectNode json = Json.object();
        if (outcome instanceof Outcome.Rejected rejected) {
            json.put("reason", rejected.reason());
        } else if (outcome instanceof Outcome.Undecided undecided) {
            json.put("dependency", undecided.dependency().name())
                    .put("retry_after", undecided.retryAfter().toString());
        }
        return new String(Json.print(json), StandardCharsets.UTF_8);
    }

    private static Outcome outcome(ChallengeRow row) {
        JsonNode verdict = row.verdict == null ? Json.object() : Json.parse(row.verdict);
        return switch (row.state) {
            case "verified" -> new Outcome.Verified();
            case "declined" -> new Outcome.Declined();
            case "reported" -> new Outcome.Reported();
            case "rejected" -> new Outcome.Rejected(verdict.path("reason").asText());
            case "undecided" ->
                new Outcome.Undecided(
                        Dependency.valueOf(verdict.path("dependency").asText()),
                        Duration.parse(verdict.path("retry_after").asText()));
            case "expired" -> new Outcome.Expired();
            case "cancelled" -> new Outcome.Cancelled();
            default -> throw new IllegalStateException("state " + row.state + " of challenge " + row.id);
        };
    }
}
