package dev.countersign.samples.adapters.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.adapters.AdapterServer;
import dev.countersign.samples.adapters.Bank;
import dev.countersign.samples.adapters.Customer;
import dev.countersign.samples.adapters.Platform;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two data actions that are there to be imported, run as Genesys Cloud runs them. */
class GenesysAdapterIT {
    private static final String KEY = "not-a-secret";

    private AdapterServer server;
    private Customer customer;

    @BeforeEach
    void an_adapter_runs() throws Exception {
        Bank bank = Bank.open();
        customer = Customer.of(bank);
        server = new GenesysAdapter(bank.consent(), KEY).serve(0);
    }

    @AfterEach
    void it_ends() {
        server.close();
    }

    @Test
    void a_flow_asks_and_reads_the_result() throws Exception {
        JsonNode asked = Platform.json(run("ask-for-consent", KEY, inputs("tel:" + customer.phone())));
        assertThat(asked.path("state").asText()).isEqualTo("requested");
        assertThat(asked.path("over").asBoolean()).isFalse();
        String challenge = asked.path("challengeId").asText();
        customer.approves(challenge, asked.path("number").asText());

        JsonNode result = Platform.json(run("consent-result", KEY, Map.of("challengeId", challenge)));

        assertThat(result.path("verified").asBoolean()).isTrue();
        assertThat(result.path("over").asBoolean()).isTrue();
    }

    @Test
    void a_no_is_a_result() throws Exception {
        String challenge = Platform.json(run("ask-for-consent", KEY, inputs(customer.phone())))
                .path("challengeId")
                .asText();
        customer.declines(challenge);

        JsonNode result = Platform.json(run("consent-result", KEY, Map.of("challengeId", challenge)));

        assertThat(result.path("state").asText()).isEqualTo("declined");
        assertThat(result.path("verified").asBoolean()).isFalse();
    }

    @Test
    void somebody_who_has_no_wallet_is_for_the_flow_to_identify_in_another_way() throws Exception {
        JsonNode asked = Platform.json(run("ask-for-consent", KEY, inputs("tel:+12025550199")));
        assertThat(asked.path("state").asText()).isEqualTo("unreachable");
        assertThat(asked.path("over").asBoolean()).isTrue();
    }

    @Test
    void whoever_does_not_know_the_key_is_refused() throws Exception {
        assertThat(run("ask-for-consent", "a guess", inputs(customer.phone())).statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_input_that_tries_to_break_out_of_the_template_is_only_text() throws Exception {
        Map<String, String> inputs = inputs(customer.phone());
        inputs.put("conversationId", "x\", \"ani\": \"+12025550111");
        JsonNode asked = Platform.json(run("ask-for-consent", KEY, inputs));
        assertThat(asked.path("state").asText()).isEqualTo("requested");
    }

    private static Map<String, String> inputs(String ani) {
        return new HashMap<>(Map.of(
                "conversationId",
                UUID.randomUUID().toString(),
                "ani",
                ani,
                "mediaType",
                "voice",
                "purpose",
                "verify_caller"));
    }

    /** Does what the data action says, and checks what comes back against its contract. */
    private HttpResponse<byte[]> run(String action, String key, Map<String, String> inputs) throws Exception {
        JsonNode json = Json.parse(Files.readAllBytes(Path.of("genesys", action + ".custom.json")));
        assertThat(inputs.keySet()).containsAll(texts(json.at("/contract/input/inputSchema/required")));
        JsonNode request = json.at("/config/request");
        String url = filled(request.path("requestUrlTemplate").asText(), inputs)
                .replace("https://adapters.bank.example", server.uri().toString());
        Map<String, String> headers = new HashMap<>();
        request.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), header.getValue().asText().replace("${credentials.apiKey}", key)));
        String method = request.path("requestType").asText();
        String body = method.equals("GET")
                ? ""
                : filled(request.path("requestTemplate").asText(), inputs);
        HttpResponse<byte[]> answer = Platform.send(method, URI.create(url), headers, body);
        if (answer.statusCode() == 200) {
            JsonNode result = Json.parse(answer.body());
            assertThat(result.properties().stream().map(Map.Entry::getKey).toList())
                    .containsAll(texts(json.at("/contract/output/successSchema/required")));
        }
        return answer;
    }

    private static java.util.List<String> texts(JsonNode array) {
        java.util.List<String> texts = new java.util.ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The two macros of Velocity that the actions use. */
    private static String filled(String template, Map<String, String> inputs) {
        Matcher macros = Pattern.compile("\\$esc\\.(?:jsonString|url)\\(\\$\\{input\\.(\\w+)}\\)")
                .matcher(template);
        return macros.replaceAll(found -> {
            String printed = new String(
                    Json.print(Json.object().put("x", inputs.get(found.group(1)))),
                    java.nio.charset.StandardCharsets.UTF_8);
            return Matcher.quoteReplacement(printed.substring("{\"x\":\"".length(), printed.length() - 2));
        });
    }
}
