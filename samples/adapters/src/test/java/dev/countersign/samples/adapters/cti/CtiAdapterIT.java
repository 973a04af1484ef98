package dev.countersign.samples.adapters.cti;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.client.Countersign;
import dev.countersign.client.model.Interaction;
import dev.countersign.client.model.NewWebhookEndpoint;
import dev.countersign.client.model.WebhookEndpoint;
import dev.countersign.protocol.webhook.WebhookVerifier;
import dev.countersign.protocol.webhook.WebhookVerifyingKey;
import dev.countersign.samples.adapters.AdapterServer;
import dev.countersign.samples.adapters.Bank;
import dev.countersign.samples.adapters.Customer;
import dev.countersign.samples.adapters.Platform;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of ECMA-323 in, the console for the agent, and signed webhooks of the result back. */
class CtiAdapterIT {
    private static final Map<String, String> TOKEN = Map.of("X-Adapter-Token", "not-a-secret");

    private final String call = UUID.randomUUID().toString();
    private Bank bank;
    private Countersign countersign;
    private Customer customer;
    private WebhookEndpoint endpoint;
    private AdapterServer server;

    @BeforeEach
    void an_adapter_runs_and_is_told_by_webhooks() throws Exception {
        bank = Bank.open();
        countersign = bank.countersign();
        customer = Customer.of(bank);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        endpoint = countersign
                .webhooks()
                .addWebhookEndpoint(
                        new NewWebhookEndpoint()
                                .url("http://127.0.0.1:" + port + "/cti/webhooks")
                                .eventTypes(List.of("challenge.verified", "challenge.declined", "challenge.cancelled")),
                        null);
        server = new CtiAdapter(
                        bank.consent(),
                        new CtiAdapter.Site(
                                "not-a-secret", Map.of("22343", bank.signIns().agent()), "verify_caller", bank.url()),
                        new WebhookVerifier(
                                List.of(WebhookVerifyingKey.parse(endpoint.getSecret())), Clock.systemUTC()))
                .serve(port);
    }

    @AfterEach
    void it_ends() throws Exception {
        countersign.webhooks().removeWebhookEndpoint(endpoint.getId());
        server.close();
    }

    @Test
    void an_answered_call_is_asked_about_shown_to_its_agent_and_its_result_comes_by_webhook() throws Exception {
        assertThat(answered("tel:" + customer.phone()).statusCode()).isEqualTo(204);
        JsonNode shown = now();
        String interaction = shown.path("interaction").asText();
        assertThat(countersign.interactions().showInteraction(interaction).getAgent())
                .isEqualTo(bank.signIns().agent());
        HttpResponse<byte[]> pop =
                Platform.send("GET", URI.create(server.uri() + "/cti/pop?call=" + call), Map.of(), "");
        assertThat(pop.statusCode()).isEqualTo(302);
        assertThat(pop.headers().firstValue("Location")).contains(bank.url() + "/console/#" + interaction);
        String challenge = countersign
                .challenges()
                .listChallenges(interaction)
                .getItems()
                .get(0)
                .getId();
        customer.approves(challenge, shown.path("number").asText());

        assertThat(await("verified").path("verified").asBoolean()).isTrue();
    }

    @Test
    void the_end_of_a_call_ends_what_was_asked() throws Exception {
        answered("sip:" + customer.phone() + "@carrier.example");
        String interaction = now().path("interaction").asText();
        Platform.send(
                "POST",
                URI.create(server.uri() + "/cti/events"),
                TOKEN,
                "<ConnectionClearedEvent xmlns=\"" + CallEvent.NAMESPACE + "5\"><droppedConnection><callID>" + call
                        + "</callID></droppedConnection></ConnectionClearedEvent>");
        assertThat(countersign.interactions().showInteraction(interaction).getState())
                .isEqualTo(Interaction.StateEnum.CLOSED);
        await("cancelled");
    }

    @Test
    void whoever_pretends_to_be_the_telephone_system_or_countersign_is_refused() throws Exception {
        assertThat(Platform.send("POST", URI.create(server.uri() + "/cti/events"), Map.of(), "<x/>")
                        .statusCode())
                .isEqualTo(401);
        assertThat(Platform.send(
                                "POST",
                                URI.create(server.uri() + "/cti/webhooks"),
                                Map.of(
                                        "webhook-id",
                                        "msg_1",
                                        "webhook-timestamp",
                                        Long.toString(
                                                Clock.systemUTC().instant().getEpochSecond()),
                                        "webhook-signature",
                                        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="),
                                "{\"type\":\"challenge.verified\",\"data\":{\"external_id\":\"" + call + "\"}}")
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<byte[]> answered(String calling) throws Exception {
        try (InputStream example = CtiAdapterIT.class.getResourceAsStream("/established.xml")) {
            String event = new String(example.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("CALLING", calling)
                    .replace("CALL", call);
            return Platform.send("POST", URI.create(server.uri() + "/cti/events"), TOKEN, event);
        }
    }

    private JsonNode now() throws Exception {
        return Platform.json(Platform.send("GET", URI.create(server.uri() + "/cti/calls/" + call), TOKEN, ""));
    }

    private JsonNode await(String state) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        JsonNode seen = now();
        while (!seen.path("state").asText().equals(state) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            seen = now();
        }
        assertThat(seen.path("state").asText()).isEqualTo(state);
        return seen;
    }
}
