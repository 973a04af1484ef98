package dev.countersign.protocol.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.ClaimPath;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who asks, why and in which conversation, as the wallet shows it before anything is approved.
 *
 * <p>Travels inside the signed request object as an entry of {@code verifier_info} (OpenID4VP 1.0 section 5.11), so it
 * is as trustworthy as that signature and no more. The components are the members of its JSON, one for one; a reader
 * ignores members it does not know.
 *
 * @param challenge {@code chl_...}
 * @param displayCode the code both sides see; there exactly when the call binding is {@link CallBinding#DISPLAY}
 * @param bindingMessage a sentence of the asking side that both sides see
 * @param optionalClaims those of the asked claims that the Holder may leave out
 */
public record ConsentContext(
        String challenge,
        Organisation organisation,
        Agent agent,
        Channel channel,
        Direction direction,
        Purpose purpose,
        CallBinding callBinding,
        Optional<String> displayCode,
        Optional<BindingMessage> bindingMessage,
        Instant askedAt,
        Instant expiresAt,
        List<ClaimPath> optionalClaims) {

    /** The {@code format} of the entry in {@code verifier_info}. */
    public static final String FORMAT = "countersign_consent";

    private static final String WHERE = "Countersign consent context";

    /** Who asks. */
    public record Organisation(String name, Optional<URI> logoUri) {}

    /** The human or the bot at the desk, by the name the customer may know. */
    public record Agent(String displayName, Optional<String> team) {}

    /**
     * Why it is asked.
     *
     * @param texts per language tag ({@code en}, {@code es}, {@code ja}); at least one
     */
    public record Purpose(String name, int version, Map<String, Text> texts) {
        /** Copies the texts; they are kept in the order of their language tags. */
        public Purpose {
            texts = Collections.unmodifiableMap(new TreeMap<>(texts));
            if (texts.isEmpty()) {
                throw new MalformedInputException(WHERE + ": texts: none (expected: at least one language)");
            }
        }

        /** Returns the SHA-256 over all texts that a receipt states, in base64url. */
        public String textsSha256() {
            return TextsHash.of(texts);
        }
    }

    /**
     * What the customer reads.
     *
     * @param description empty when the title says it all
     */
    public record Text(String title, String description) {}

    /** Copies the list and checks that a code to compare is there exactly when one is to be compared. */
    public ConsentContext {
        optionalClaims = List.copyOf(optionalClaims);
        if (displayCode.isPresent() != (callBinding == CallBinding.DISPLAY)) {
            throw new MalformedInputException(WHERE + ": display_code (expected: with call_binding display only)");
        }
    }

    /**
     * Reads the {@code data} of the entry.
     *
     * @throws MalformedInputException when a member is missing or of another type
     */
    public static ConsentContext parse(JsonNode data) {
        JsonMembers members = JsonMembers.of(data, WHERE);
        JsonMembers organisation = members.object("organisation");
        JsonMembers agent = members.object("agent");
        return new ConsentContext(
                members.text("challenge"),
                new Organisation(organisation.text("name"), organisation.optionalUri("logo_uri")),
                new Agent(agent.text("display_name"), agent.optionalText("team")),
                Channel.parse(members.text("channel")),
                Direction.parse(members.text("direction")),
                purpose(members.object("purpose")),
                CallBinding.parse(members.text("call_binding")),
                members.optionalText("display_code"),
                members.optionalText("binding_message").map(BindingMessage::new),
                members.time("asked_at"),
                members.time("expires_at"),
                members.has("optional_claims") ? paths(members.array("optional_claims")) : List.of());
    }

    /**
     * Finds the entry in the {@code verifier_info} array of a request object; empty when it has none.
     *
     * @throws MalformedInputException when there are two, or it is not what it says it is
     */
    public static Optional<ConsentContext> find(JsonNode verifierInfo) {
        Optional<ConsentContext> found = Optional.empty();
        for (JsonNode entry : verifierInfo) {
            if (entry.path("format").asText().equals(FORMAT)) {
                if (found.isPresent()) {
                    throw new MalformedInputException(WHERE + ": two entries (expected: one)");
                }
                found = Optional.of(parse(entry.path("data")));
            }
        }
        return found;
    }

    /** Returns the {@code data} of the entry. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("challenge", challenge);
        ObjectNode who = json.putObject("organisation").put("name", organisation.name());
        organisation.logoUri().ifPresent(logo -> who.put("logo_uri", logo.toString()));
        ObjectNode asker = json.putObject("agent").put("display_name", agent.displayName());
        agent.team().ifPresent(team -> asker.put("team", team));
        json.put("channel", channel.wireName()).put("direction", direction.wireName());
        json.set("purpose", toJson(purpose));
        json.put("call_binding", callBinding.wireName());
        displayCode.ifPresent(code -> json.put("display_code", code));
        bindingMessage.ifPresent(message -> json.put("binding_message", message.text()));
        json.put("asked_at", JsonMembers.print(askedAt)).put("expires_at", JsonMembers.print(expiresAt));
        if (!optionalClaims.isEmpty()) {
            ArrayNode optional = json.putArray("optional_claims");
            optionalClaims.forEach(path -> optional.add(path.toJson()));
        }
        return json;
    }

    /** Returns the entry for {@code verifier_info}: {@code {"format": "countersign_consent", "data": {...}}}. */
    public ObjectNode toVerifierInfo() {
        ObjectNode entry = Json.object().put("format", FORMAT);
        entry.set("data", toJson());
        return entry;
    }

    static ObjectNode toJson(Purpose purpose) {
        ObjectNode why = Json.object().put("name", purpose.name()).put("version", purpose.version());
        ObjectNode texts = why.putObject("texts");
        purpose.texts().forEach((language, text) -> {
            ObjectNode words = texts.putObject(language).put("title", text.title());
            if (!text.description().isEmpty()) {
                words.put("description", text.description());
            }
        });
        return why;
    }

    static Purpose purpose(JsonMembers members) {
        JsonMembers texts = members.object("texts");
        Map<String, Text> perLanguage = new TreeMap<>();
        for (String language : texts.names()) {
            JsonMembers text = texts.object(language);
            perLanguage.put(
                    language,
                    new Text(
                            text.text("title"), text.optionalText("description").orElse("")));
        }
        return new Purpose(members.text("name"), (int) members.integer("version", 1, Integer.MAX_VALUE), perLanguage);
    }

    static List<ClaimPath> paths(ArrayNode array) {
        List<ClaimPath> paths = new ArrayList<>();
        array.forEach(path -> paths.add(ClaimPath.parse(path)));
        return paths;
    }
}
