package dev.countersign.service.ciba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.rar.AuthorizationDetail;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.interaction.InteractionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An authorization detail (RFC 9396) of the type {@value #TYPE}: for what the customer is asked, and in which conversation.
 *
 * <p>{@code purpose} names a purpose. {@code channel} and {@code direction} say what conversation begins, a call to the bank
 * by default; {@code external_id} is the contact-centre platform's own name of it. Or {@code interaction} names one that goes
 * on already.
 */
record PurposeDetail(
        PurposeName purpose,
        Channel channel,
        Direction direction,
        Optional<InteractionId> interaction,
        Optional<String> externalId) {
    static final String TYPE = "countersign_purpose";

    private static final Set<String> MEMBERS =
            Set.of("type", "purpose", "channel", "direction", "interaction", "external_id");
    private static final int MAX_EXTERNAL_ID_CHARS = 200;

    /** Returns what is meant by a request without details. */
    static PurposeDetail of(PurposeName purpose) {
        return new PurposeDetail(purpose, Channel.VOICE, Direction.INBOUND, Optional.empty(), Optional.empty());
    }

    /**
     * Reads the details of a request.
     *
     * @throws dev.countersign.service.platform.OAuthProblem {@code invalid_authorization_details} when they are of another
     *     type, more than one, or have members that this type has not (RFC 9396 section 5)
     */
    static PurposeDetail read(List<AuthorizationDetail> details, CibaClient client) {
        if (details.size() != 1) {
            throw CibaErrors.invalidAuthorizationDetails("authorization_details (expected: one)");
        }
        ObjectNode detail = strict(details.get(0));
        if (!TYPE.equals(text(detail, "type").orElse(""))) {
            throw CibaErrors.invalidAuthorizationDetails("type (expected: " + TYPE + ")");
        }
        detail.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw CibaErrors.invalidAuthorizationDetails(
                        "unknown member (expected: purpose, channel, direction, interaction, external_id)");
            }
        });
        PurposeDetail read = parse(detail);
        if (!client.purposes().contains(read.purpose())) {
            throw CibaErrors.invalidAuthorizationDetails("purpose (expected: one that the client is registered for)");
        }
        return read;
    }

    /** The library reads more than JSON. */
    private static ObjectNode strict(AuthorizationDetail detail) {
        try {
            return Json.parseObject(detail.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedInputException e) {
            throw CibaErrors.invalidAuthorizationDetails("authorization_details (expected: strict JSON)");
        }
    }

    private static PurposeDetail parse(ObjectNode detail) {
        Optional<String> externalId = text(detail, "external_id");
        if (externalId
                .filter(id -> id.isBlank() || id.length() > MAX_EXTERNAL_ID_CHARS || id.indexOf('\0') >= 0)
                .isPresent()) {
            throw CibaErrors.invalidAuthorizationDetails(
                    "external_id (expected: 1 to " + MAX_EXTERNAL_ID_CHARS + " characters)");
        }
        Optional<String> interaction = text(detail, "interaction");
        if (interaction.isPresent() && (externalId.isPresent() || detail.has("channel") || detail.has("direction"))) {
            throw CibaErrors.invalidAuthorizationDetails(
                    "interaction (expected: alone, or channel, direction and external_id instead)");
        }
        try {
            return new PurposeDetail(
                    new PurposeName(text(detail, "purpose").orElse("")),
                    Channel.parseConversation(text(detail, "channel").orElse("voice")),
                    Direction.parse(text(detail, "direction").orElse("inbound")),
                    interaction.map(InteractionId::new),
                    externalId);
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw CibaErrors.invalidAuthorizationDetails("a member is not what it should be: "
                    + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT));
        }
    }

    private static Optional<String> text(ObjectNode detail, String name) {
        if (!detail.has(name)) {
            return Optional.empty();
        }
        if (!detail.path(name).isTextual()) {
            throw CibaErrors.invalidAuthorizationDetails(name + " (expected: a text)");
        }
        return Optional.of(detail.path(name).textValue());
    }
}
