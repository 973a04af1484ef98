package dev.countersign.samples.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.SignIns;
import java.io.IOException;

/**
 * The three calls that a CRM's backend makes. They need the client's secret, which is why they are made here and not in the
 * browser.
 */
final class Countersign {
    private final CrmSettings settings;

    Countersign(CrmSettings settings) {
        this.settings = settings;
    }

    /** Opens the interaction of a call; the same call gives the same one. */
    JsonNode open(String customerNumber, String call) throws IOException, InterruptedException {
        return api().post(
                        "/api/v1/interactions",
                        Json.object()
                                .put("channel", "voice")
                                .put("direction", "inbound")
                                .put("external_id", call)
                                .put("customer_number", customerNumber)
                                .put("agent", settings.agent()));
    }

    /** Gets what opens the panel; its {@code url} goes to the page. */
    JsonNode panel(String interaction) throws IOException, InterruptedException {
        return api().post(
                        "/api/v1/panel_tokens",
                        Json.object().put("agent", settings.agent()).put("interaction", interaction));
    }

    /** Ends the interaction with the call. */
    void close(String interaction) throws IOException, InterruptedException {
        api().patch("/api/v1/interactions/" + interaction, Json.object().put("state", "closed"));
    }

    /** A token lasts ten minutes; a small CRM may as well get one each time. */
    private Api api() throws IOException, InterruptedException {
        return Api.asClient(
                settings.service(),
                new SignIns("", "", settings.client().id(), settings.client().secret()));
    }
}
