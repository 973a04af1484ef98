package dev.countersign.samples.adapters.connect;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.samples.adapters.AskForConsent;
import dev.countersign.samples.adapters.Caller;
import dev.countersign.samples.adapters.Consent;
import dev.countersign.samples.adapters.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The function that a contact flow invokes, with {@code action} among its parameters: {@code ask} (with {@code purpose}), then
 * {@code result} (with {@code challengeId}) until {@code over} is {@code true}. Answers a flat map of strings, which the
 * flow reads as {@code $.External.state} and so on.
 */
public final class ConnectHandler implements RequestStreamHandler {
    private static final String WHERE = "Amazon Connect ContactFlowEvent";

    /** A flow waits eight seconds at the most, the start of a cold function included. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private static final int MAX_EVENT = 65_536;
    private static final Map<String, String> CHANNELS = Map.of("VOICE", "voice", "CHAT", "chat");

    private final AskForConsent consent;

    /** What Lambda makes, once for each container: reads the function's environment variables. */
    public ConnectHandler() {
        this(new AskForConsent(new Settings(System.getenv()).countersign()));
    }

    /** Makes one that asks so. */
    public ConnectHandler(AskForConsent consent) {
        this.consent = consent;
    }

    /** Handles one event from standard input, to try it without Lambda. */
    public static void main(String[] arguments) throws IOException {
        new ConnectHandler().handleRequest(System.in, System.out, null);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context) throws IOException {
        answer.write(Json.print(shown(handle(Json.parseObject(event.readNBytes(MAX_EVENT))))));
    }

    private Consent handle(ObjectNode event) throws IOException {
        JsonMembers parameters = JsonMembers.of(event.path("Details").path("Parameters"), WHERE);
        return switch (parameters.text("action")) {
            case "ask" ->
                consent.ask(
                        consent.converse(caller(event.path("Details").path("ContactData"))),
                        parameters.text("purpose"));
            case "result" -> consent.await(parameters.text("challengeId"), LONGEST_WAIT);
            default -> throw new MalformedInputException(WHERE + ": action (expected: ask or result)");
        };
    }

    private static Caller caller(JsonNode contact) {
        JsonMembers members = JsonMembers.of(contact, WHERE);
        String channel = Optional.ofNullable(CHANNELS.get(members.text("Channel")))
                .orElseThrow(() -> new MalformedInputException(WHERE + ": Channel (expected: VOICE or CHAT)"));
        String initiation = members.text("InitiationMethod");
        return new Caller(
                channel,
                initiation.equals("OUTBOUND") || initiation.equals("CALLBACK") ? "outbound" : "inbound",
                // Transfers are new contacts of the same conversation.
                members.text("InitialContactId"),
                JsonMembers.of(contact.path("CustomerEndpoint"), WHERE).text("Address"),
                Optional.empty());
    }

    private static ObjectNode shown(Consent consent) {
        return Json.object()
                .put("challengeId", consent.challenge().orElse(""))
                .put("state", consent.state())
                .put("verified", Boolean.toString(consent.verified()))
                .put("over", Boolean.toString(consent.over()))
                .put("number", consent.number().orElse(""));
    }
}
