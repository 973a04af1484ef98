package dev.countersign.samples.adapters.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.samples.adapters.Bank;
import dev.countersign.samples.adapters.Customer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The event that Amazon Connect's documentation shows, given to the function as Lambda gives it. */
class ConnectHandlerIT {
    private ConnectHandler handler;
    private Customer customer;
    private final String contact = UUID.randomUUID().toString();

    @BeforeEach
    void a_function_is_deployed() throws Exception {
        Bank bank = Bank.open();
        customer = Customer.of(bank);
        handler = new ConnectHandler(bank.consent());
    }

    @Test
    void a_contact_flow_asks_and_reads_the_result() throws Exception {
        JsonNode asked = invoke(Map.of("action", "ask", "purpose", "verify_caller"));
        assertThat(asked.path("over").asText()).isEqualTo("false");
        customer.approves(
                asked.path("challengeId").asText(), asked.path("number").asText());

        JsonNode result = invoke(Map.of(
                "action", "result", "challengeId", asked.path("challengeId").asText()));

        assertThat(result.path("verified").asText()).isEqualTo("true");
        assertThat(result).as("a flow reads strings only").allMatch(JsonNode::isTextual);
    }

    @Test
    void a_flow_that_asks_for_the_result_too_early_gets_an_answer_before_connect_gives_up() throws Exception {
        JsonNode asked = invoke(Map.of("action", "ask", "purpose", "verify_caller"));
        Instant start = Instant.now();
        JsonNode result = invoke(Map.of(
                "action", "result", "challengeId", asked.path("challengeId").asText()));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(result.path("over").asText()).isEqualTo("false");
    }

    @Test
    void an_event_of_another_kind_is_refused() {
        for (String event : new String[] {"{}", "[]", "{\"Details\":{\"Parameters\":{\"action\":\"transfer\"}}}"}) {
            assertThatThrownBy(() -> handler.handleRequest(
                            new ByteArrayInputStream(event.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                            new ByteArrayOutputStream(),
                            null))
                    .isInstanceOf(MalformedInputException.class);
        }
    }

    private JsonNode invoke(Map<String, String> parameters) throws IOException {
        ObjectNode event;
        try (InputStream example = ConnectHandlerIT.class.getResourceAsStream("/connect-event.json")) {
            event = Json.parseObject(example.readAllBytes());
        }
        ObjectNode data = (ObjectNode) event.at("/Details/ContactData");
        data.put("InitialContactId", contact);
        ((ObjectNode) data.path("CustomerEndpoint")).put("Address", customer.phone());
        ObjectNode sent = ((ObjectNode) event.path("Details")).putObject("Parameters");
        parameters.forEach(sent::put);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(Json.print(event)), answer, null);
        return Json.parse(answer.toByteArray());
    }
}
