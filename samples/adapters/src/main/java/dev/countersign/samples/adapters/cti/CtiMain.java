package dev.countersign.samples.adapters.cti;

import dev.countersign.protocol.webhook.WebhookVerifier;
import dev.countersign.protocol.webhook.WebhookVerifyingKey;
import dev.countersign.samples.adapters.AdapterServer;
import dev.countersign.samples.adapters.AskForConsent;
import dev.countersign.samples.adapters.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the adapter to a telephone system, as its environment says. */
public final class CtiMain {
    private CtiMain() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = new Settings(System.getenv());
        CtiAdapter adapter = new CtiAdapter(
                new AskForConsent(settings.countersign()),
                new CtiAdapter.Site(
                        settings.required("CTI_TOKEN"),
                        extensions(settings.optional("CTI_EXTENSIONS", "")),
                        settings.optional("CTI_PURPOSE", "verify_caller"),
                        URI.create(settings.required("COUNTERSIGN_URL"))),
                new WebhookVerifier(
                        List.of(WebhookVerifyingKey.parse(settings.required("COUNTERSIGN_WEBHOOK_SECRET"))),
                        Clock.systemUTC()));
        AdapterServer server = adapter.serve(settings.port());
        System.out.println("Telephone events are taken at " + server.uri() + "/cti/events");
    }

    /** {@code 22343=maria,22344=paul}. */
    private static Map<String, String> extensions(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(pair -> pair.indexOf('=') > 0)
                .collect(Collectors.toUnmodifiableMap(
                        pair -> pair.substring(0, pair.indexOf('=')), pair -> pair.substring(pair.indexOf('=') + 1)));
    }
}
