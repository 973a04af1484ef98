package dev.countersign.samples.adapters.genesys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.samples.adapters.AdapterServer;
import dev.countersign.samples.adapters.AdapterServer.Answer;
import dev.countersign.samples.adapters.AdapterServer.Request;
import dev.countersign.samples.adapters.AskForConsent;
import dev.countersign.samples.adapters.Caller;
import dev.countersign.samples.adapters.Consent;
import dev.countersign.samples.adapters.Secrets;
import dev.countersign.samples.adapters.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What the data actions in {@code genesys/} call: {@code POST /genesys/consents} asks, {@code GET
 * /genesys/consents/<challenge>} waits for the answer. Members are flat and strings, as Architect likes them.
 */
public final class GenesysAdapter {
    /** Less than the data action's own time-out. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private static final String PATH = "/genesys/consents";

    private final AskForConsent consent;
    private final String apiKey;

    /**
     * Makes one.
     *
     * @param apiKey the same as in the integration's credentials
     */
    public GenesysAdapter(AskForConsent consent, String apiKey) {
        this.consent = consent;
        this.apiKey = apiKey;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = new Settings(System.getenv());
        GenesysAdapter adapter =
                new GenesysAdapter(new AskForConsent(settings.countersign()), settings.required("GENESYS_API_KEY"));
        AdapterServer server = adapter.serve(settings.port());
        System.out.println("Genesys Cloud data actions are answered at " + server.uri() + PATH);
    }

    /** Listens on a port of this machine. */
    public AdapterServer serve(int port) throws IOException {
        return AdapterServer.listen(port).on(PATH, this::answer);
    }

    private Answer answer(Request request) throws IOException {
        if (!Secrets.same(request.header("X-Api-Key"), apiKey)) {
            return Answer.of(401);
        }
        return switch (request.method()) {
            case "POST" -> shown(ask(Json.parseObject(request.body())));
            case "GET" -> shown(consent.await(challenge(request.uri().getPath()), LONGEST_WAIT));
            default -> Answer.of(405);
        };
    }

    private Consent ask(ObjectNode input) throws IOException {
        JsonMembers members = JsonMembers.of(input, "Genesys data action");
        Caller caller = new Caller(
                members.text("mediaType"),
                "inbound",
                members.text("conversationId"),
                phone(members.text("ani")),
                Optional.empty());
        return consent.ask(consent.converse(caller), members.text("purpose"));
    }

    /** Genesys writes a caller's number as {@code tel:+...}. */
    private static String phone(String ani) {
        return ani.startsWith("tel:") ? ani.substring("tel:".length()) : ani;
    }

    private static String challenge(String path) {
        if (!path.matches(PATH + "/[a-z0-9_]{1,64}")) {
            throw new IllegalArgumentException("path (expected: " + PATH + "/<challenge>)");
        }
        return path.substring(PATH.length() + 1);
    }

    private static Answer shown(Consent consent) {
        ObjectNode body = Json.object()
                .put("challengeId", consent.challenge().orElse(""))
                .put("state", consent.state())
                .put("verified", consent.verified())
                .put("over", consent.over())
                .put("number", consent.number().orElse(""));
        return Answer.json(200, new String(Json.print(body), StandardCharsets.UTF_8));
    }
}
