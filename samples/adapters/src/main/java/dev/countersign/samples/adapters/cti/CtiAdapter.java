package dev.countersign.samples.adapters.cti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.webhook.StandardWebhooks;
import dev.countersign.protocol.webhook.VerifiedWebhook;
import dev.countersign.protocol.webhook.WebhookVerifier;
import dev.countersign.samples.adapters.AdapterServer;
import dev.countersign.samples.adapters.AdapterServer.Answer;
import dev.countersign.samples.adapters.AdapterServer.Request;
import dev.countersign.samples.adapters.AskForConsent;
import dev.countersign.samples.adapters.Caller;
import dev.countersign.samples.adapters.Consent;
import dev.countersign.samples.adapters.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins a telephone system to Countersign. {@code POST /cti/events} takes its events (ECMA-323): an answered call is an
 * interaction of the agent at that extension, and is asked about at once. {@code GET /cti/pop} is the screen pop: it opens the
 * console. {@code POST /cti/webhooks} takes what became of it; {@code GET /cti/calls/<call>} shows it.
 */
public final class CtiAdapter {
    private static final int MOST_CALLS = 10_000;

    private final AskForConsent consent;
    private final Site site;
    private final WebhookVerifier webhooks;
    private final Map<String, Consent> calls = Collections.synchronizedMap(new Latest<>());
    private final Set<String> seen = Collections.synchronizedSet(Collections.newSetFromMap(new Latest<Boolean>()));

    /**
     * Who is where.
     *
     * @param token that the telephone system sends in {@code X-Adapter-Token}
     * @param extensions staff accounts by the extension at which they sit
     * @param purpose asked when a call is answered
     * @param console Countersign's public URL
     */
    public record Site(String token, Map<String, String> extensions, String purpose, URI console) {
        /** Keeps its own copy. */
        public Site {
            extensions = Map.copyOf(extensions);
        }

        @Override
        public String toString() {
            return "Site[" + console + "]";
        }
    }

    /** The last few thousand: what lies further back is over. */
    private static final class Latest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST_CALLS;
        }
    }

    /** Makes one. */
    public CtiAdapter(AskForConsent consent, Site site, WebhookVerifier webhooks) {
        this.consent = consent;
        this.site = site;
        this.webhooks = webhooks;
    }

    /** Listens on a port of this machine. */
    public AdapterServer serve(int port) throws IOException {
        return AdapterServer.listen(port)
                .on("/cti/events", this::event)
                .on("/cti/pop", this::pop)
                .on("/cti/calls/", this::call)
                .on("/cti/webhooks", this::webhook);
    }

    private Answer event(Request request) throws IOException {
        if (!Secrets.same(request.header("X-Adapter-Token"), site.token())) {
            return Answer.of(401);
        }
        CallEvent event = CallEvent.parse(request.body());
        if (event instanceof CallEvent.Established established) {
            Caller caller = new Caller(
                    "voice",
                    "inbound",
                    established.call(),
                    PhoneAddress.toE164(established.calling()),
                    Optional.ofNullable(site.extensions().get(PhoneAddress.extension(established.answering()))));
            String interaction = consent.converse(caller);
            // Known before it is asked: the result may come before the answer to the question.
            calls.put(established.call(), Consent.asking(interaction));
            Consent asked = consent.ask(interaction, site.purpose());
            calls.merge(established.call(), asked, (known, fresh) -> known.over() ? known : fresh);
        } else if (event instanceof CallEvent.Cleared cleared) {
            Consent known = calls.get(cleared.call());
            if (known != null) {
                consent.end(known.interaction());
            }
        }
        return Answer.of(204);
    }

    /** For telephone systems that open a URL: {@code ?call=...} of a call that was told of, in the agent's browser. */
    private Answer pop(Request request) {
        Consent known = calls.get(Query.of(request.uri()).getOrDefault("call", ""));
        return known == null
                ? Answer.of(404)
                : Answer.to(URI.create(site.console() + "/console/#" + known.interaction()));
    }

    private Answer call(Request request) {
        if (!Secrets.same(request.header("X-Adapter-Token"), site.token())) {
            return Answer.of(401);
        }
        Consent known = calls.get(request.uri().getPath().substring("/cti/calls/".length()));
        if (known == null) {
            return Answer.of(404);
        }
        ObjectNode body = Json.object()
                .put("interaction", known.interaction())
                .put("state", known.state())
                .put("verified", known.verified())
                .put("number", known.number().orElse(""));
        return Answer.json(200, new String(Json.print(body), StandardCharsets.UTF_8));
    }

    private Answer webhook(Request request) {
        Verification<VerifiedWebhook> judged = webhooks.verify(
                new WebhookVerifier.Headers(
                        request.header(StandardWebhooks.ID),
                        request.header(StandardWebhooks.TIMESTAMP),
                        request.header(StandardWebhooks.SIGNATURE)),
                request.body());
        if (!(judged instanceof Verification.Verified<VerifiedWebhook> verified)) {
            return Answer.of(401);
        }
        // It may come twice. Here a second time would change nothing; where it would, this is how it is dropped.
        if (seen.add(verified.value().id())) {
            note(verified.value().json());
        }
        return Answer.of(204);
    }

    private void note(JsonNode event) {
        JsonNode data = event.path("data");
        if (event.path("type").asText().startsWith("challenge.")) {
            calls.computeIfPresent(
                    data.path("external_id").asText(),
                    (call, known) -> new Consent(
                            known.interaction(),
                            known.challenge(),
                            data.path("state").asText(),
                            Optional.empty()));
        }
    }
}
