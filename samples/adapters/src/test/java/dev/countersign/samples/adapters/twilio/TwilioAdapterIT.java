package dev.countersign.samples.adapters.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.samples.adapters.AdapterServer;
import dev.countersign.samples.adapters.Bank;
import dev.countersign.samples.adapters.Customer;
import dev.countersign.samples.adapters.Platform;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms of Studio's HTTP requests, signed as Twilio signs them. */
class TwilioAdapterIT {
    private static final String AUTH_TOKEN = "not-a-secret";
    private static final URI PUBLIC = URI.create("https://adapters.bank.example");

    private AdapterServer server;
    private Customer customer;

    @BeforeEach
    void an_adapter_runs() throws Exception {
        Bank bank = Bank.open();
        customer = Customer.of(bank);
        server = new TwilioAdapter(bank.consent(), AUTH_TOKEN, PUBLIC).serve(0);
    }

    @AfterEach
    void it_ends() {
        server.close();
    }

    @Test
    void a_flow_asks_a_caller_and_reads_the_result() throws Exception {
        JsonNode asked = Platform.json(post("/twilio/ask", call()));
        assertThat(asked.path("spoken_number").asText()).matches("[0-9] [0-9]");
        String challenge = asked.path("challenge").asText();
        customer.approves(challenge, asked.path("spoken_number").asText().replace(" ", ""));

        JsonNode result = Platform.json(post("/twilio/result", Map.of("Challenge", challenge)));

        assertThat(result.path("verified").asBoolean()).isTrue();
    }

    @Test
    void a_flow_asks_in_a_chat() throws Exception {
        JsonNode asked = Platform.json(post(
                "/twilio/ask",
                Map.of(
                        "ConversationSid",
                        "CH" + UUID.randomUUID().toString().replace("-", ""),
                        "From",
                        "whatsapp:" + customer.phone(),
                        "Purpose",
                        "verify_caller")));
        assertThat(asked.path("state").asText()).isEqualTo("requested");
    }

    @Test
    void a_form_that_twilio_did_not_sign_is_refused() throws Exception {
        assertThat(post("/twilio/ask", call(), "forged").statusCode()).isEqualTo(403);
        String ofAnotherPath =
                new TwilioSignature(AUTH_TOKEN).of(PUBLIC + "/twilio/result", Map.of("Challenge", "chl_1"));
        assertThat(post("/twilio/ask", call(), ofAnotherPath).statusCode()).isEqualTo(403);
    }

    @Test
    void a_signed_form_without_a_number_is_malformed() throws Exception {
        assertThat(post("/twilio/ask", Map.of("CallSid", "CA1", "Purpose", "verify_caller"))
                        .statusCode())
                .isEqualTo(400);
    }

    private Map<String, String> call() {
        return Map.of(
                "CallSid",
                "CA" + UUID.randomUUID().toString().replace("-", ""),
                "From",
                customer.phone(),
                "Direction",
                "inbound",
                "Purpose",
                "verify_caller");
    }

    private HttpResponse<byte[]> post(String path, Map<String, String> form) throws Exception {
        return post(path, form, new TwilioSignature(AUTH_TOKEN).of(PUBLIC + path, form));
    }

    private HttpResponse<byte[]> post(String path, Map<String, String> form, String signature) throws Exception {
        String body = form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Platform.send(
                "POST",
                server.uri().resolve(path),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Twilio-Signature", signature),
                body);
    }
}
