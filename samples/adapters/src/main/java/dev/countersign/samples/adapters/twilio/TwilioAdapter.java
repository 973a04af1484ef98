package dev.countersign.samples.adapters.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.adapters.AdapterServer;
import dev.countersign.samples.adapters.AdapterServer.Answer;
import dev.countersign.samples.adapters.AdapterServer.Request;
import dev.countersign.samples.adapters.AskForConsent;
import dev.countersign.samples.adapters.Caller;
import dev.countersign.samples.adapters.Consent;
import dev.countersign.samples.adapters.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the "Make HTTP Request" widgets of a Studio flow call, by POST as a form, signed by Twilio: {@code /twilio/ask} with
 * {@code CallSid} (or {@code ConversationSid}), {@code From}, {@code Purpose}; {@code /twilio/result} with {@code Challenge}.
 */
public final class TwilioAdapter {
    /** Less than the ten seconds that the widget waits. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(7);

    private final AskForConsent consent;
    private final TwilioSignature signature;
    private final URI publicUrl;

    /**
     * Makes one.
     *
     * @param authToken of the Twilio account
     * @param publicUrl how Twilio addresses this adapter, without a path: it is in what Twilio signs
     */
    public TwilioAdapter(AskForConsent consent, String authToken, URI publicUrl) {
        this.consent = consent;
        this.signature = new TwilioSignature(authToken);
        this.publicUrl = publicUrl;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = new Settings(System.getenv());
        TwilioAdapter adapter = new TwilioAdapter(
                new AskForConsent(settings.countersign()),
                settings.required("TWILIO_AUTH_TOKEN"),
                URI.create(settings.required("ADAPTER_URL")));
        AdapterServer server = adapter.serve(settings.port());
        System.out.println("Twilio Studio is answered at " + server.uri() + "/twilio/");
    }

    /** Listens on a port of this machine. */
    public AdapterServer serve(int port) throws IOException {
        return AdapterServer.listen(port)
                .on("/twilio/ask", request -> answer(request, this::ask))
                .on("/twilio/result", request -> answer(request, this::result));
    }

    private interface Step {
        Consent take(Map<String, String> form) throws IOException;
    }

    private Answer answer(Request request, Step step) throws IOException {
        if (!request.method().equals("POST")) {
            return Answer.of(405);
        }
        Map<String, String> form = Form.parse(request.text());
        String url = publicUrl + request.uri().toString();
        if (!signature.isOf(request.header("X-Twilio-Signature"), url, form)) {
            return Answer.of(403);
        }
        return shown(step.take(form));
    }

    private Consent ask(Map<String, String> form) throws IOException {
        boolean call = form.containsKey("CallSid");
        Caller caller = new Caller(
                call ? "voice" : "chat",
                form.getOrDefault("Direction", "inbound").startsWith("outbound") ? "outbound" : "inbound",
                Form.required(form, call ? "CallSid" : "ConversationSid"),
                phone(Form.required(form, "From")),
                Optional.empty());
        return consent.ask(consent.converse(caller), Form.required(form, "Purpose"));
    }

    private Consent result(Map<String, String> form) throws IOException {
        return consent.await(Form.required(form, "Challenge"), LONGEST_WAIT);
    }

    /** Twilio writes a chat's number as {@code whatsapp:+...}. */
    private static String phone(String from) {
        return from.startsWith("whatsapp:") ? from.substring("whatsapp:".length()) : from;
    }

    private static Answer shown(Consent consent) {
        ObjectNode body = Json.object()
                .put("challenge", consent.challenge().orElse(""))
                .put("interaction", consent.interaction())
                .put("state", consent.state())
                .put("verified", consent.verified())
                .put("over", consent.over())
                // With spaces, so that text to speech says one digit after the other.
                .put(
                        "spoken_number",
                        String.join(" ", consent.number().orElse("").split("")));
        return Answer.json(200, new String(Json.print(body), StandardCharsets.UTF_8));
    }
}
