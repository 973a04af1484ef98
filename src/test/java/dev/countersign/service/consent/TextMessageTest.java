package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.interaction.CallerPhones;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.push.EveryPhone;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EveryPhone.class)
class TextMessageTest {
    /** Of every customer that {@link Bank} registers. */
    private static final String PHONE = "+12025550123";

    private static final String SOMEBODY_ELSES = "+12025550199";

    @Inject
    Bank bank;

    @Inject
    CallerPhones phones;

    @ConfigProperty(name = "countersign.text-messages.url")
    URI gateway;

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private volatile Headers headers = new Headers();
    private volatile int answer = 202;
    private HttpServer server;
    private String number;
    private Desk desk;

    @BeforeEach
    void a_gateway_is_there_and_a_customer_is_on_the_line() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.getPort()), 0);
        server.createContext(gateway.getPath(), exchange -> {
            try (exchange) {
                headers = exchange.getRequestHeaders();
                messages.add(Json.parse(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        server.start();
        number = bank.customer();
        bank.wallet(number);
        desk = Desk.answers(number);
    }

    @AfterEach
    void the_gateway_goes() {
        server.stop(0);
    }

    @Test
    void the_address_of_the_page_goes_to_the_customers_phone_in_the_customers_language() throws Exception {
        Desk.Asked asked = desk.asks(Map.of());
        send(asked, PHONE)
                .statusCode(200)
                .body("deliveries.find { it.channel == 'text_message' }.state", equalTo("sent"))
                .body("deliveries.find { it.channel == 'text_message' }.wallet", equalTo(null));

        JsonNode message = next();
        assertThat(message.path("recipient").asText()).isEqualTo(PHONE);
        assertThat(message.path("content").asText())
                .isEqualTo("Example Bank tiene una pregunta para usted. Ábrala en su teléfono: "
                        + asked.now().getString("request.page"));
        assertThat(message.path("unicode").asBoolean()).isTrue();
        assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer of the gateway");
        assertThat(headers.getFirst("X-Account")).isEqualTo("4711");
        assertThat(asked.state()).as("sent is not delivered").isEqualTo("requested");
    }

    @Test
    void nothing_is_sent_to_a_number_that_is_not_the_customers() {
        Desk.Asked asked = desk.asks(Map.of());

        send(asked, SOMEBODY_ELSES).statusCode(422).body("errors.pointer", hasItem("/phone"));

        assertThat(messages).isEmpty();
        assertThat(asked.now().getList("deliveries.channel")).doesNotContain("text_message");
    }

    @Test
    void numbers_cannot_be_found_out_by_trying() {
        Desk.Asked asked = desk.asks(Map.of());
        for (int i = 0; i < 3; i++) {
            send(asked, SOMEBODY_ELSES).statusCode(422);
        }

        send(asked, PHONE).statusCode(429).header("Retry-After", not(equalTo(null)));
        assertThat(messages).isEmpty();
    }

    @Test
    void a_customer_is_not_flooded_with_text_messages() throws Exception {
        Desk.Asked asked = desk.asks(Map.of());
        for (int i = 0; i < 3; i++) {
            send(asked, PHONE).statusCode(200);
            next();
        }

        send(asked, PHONE).statusCode(429);
        assertThat(messages).isEmpty();
    }

    @Test
    void a_challenge_that_is_over_is_not_sent() {
        Desk.Asked asked = desk.asks(Map.of());
        desk.closes();

        send(asked, PHONE).statusCode(409);

        assertThat(messages).isEmpty();
        assertThat(asked.now().getBoolean("request.text_message")).isFalse();
    }

    @Test
    void another_agent_cannot_send_it() {
        Desk.Asked asked = desk.asks(Map.of());

        as("staff:eve", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("phone", PHONE))
                .post("/api/v1/challenges/" + asked.id() + "/text_message")
                .then()
                .statusCode(403);

        assertThat(messages).isEmpty();
    }

    @Test
    void a_gateway_in_trouble_is_told_and_the_next_try_counts() throws Exception {
        Desk.Asked asked = desk.asks(Map.of());
        for (int trouble : new int[] {401, 500}) {
            answer = trouble;
            send(asked, PHONE).statusCode(503).body("type", endsWith("dependency-unavailable"));
            next();
            assertThat(DeliveryReceiptsTest.delivery(asked, "text_message")).containsEntry("state", "failed");
        }
        answer = 200;

        send(asked, PHONE).statusCode(200);

        assertThat(DeliveryReceiptsTest.delivery(asked, "text_message")).containsEntry("state", "sent");
    }

    @Test
    void what_is_no_number_is_malformed() {
        Desk.Asked asked = desk.asks(Map.of());
        for (String phone : new String[] {"", "0123", "+1 202 555 0123", "+12025550123\",\"x\":\""}) {
            send(asked, phone).statusCode(400).body("errors.pointer", hasItem("/phone"));
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void without_a_number_it_goes_to_the_one_that_is_on_the_line_until_the_call_ends() throws Exception {
        String line =
                "+1202555" + String.format("%04d", ThreadLocalRandom.current().nextInt(1_000, 9_999));
        bank.request()
                .body(Map.of("phones", List.of(line)))
                .patch("/api/v1/customers/" + number)
                .then()
                .statusCode(200);
        String id = as("staff:maria", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "phone", line))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Desk call = new Desk("staff:maria", id);
        Desk.Asked asked = call.asks(Map.of());
        assertThat(asked.now().getBoolean("request.text_message")).isTrue();

        sendBare(asked).statusCode(200);

        assertThat(next().path("recipient").asText()).isEqualTo(line);
        assertThat(phones.find(new InteractionId(id))).contains(new PhoneNumber(line));
        call.closes();
        assertThat(phones.find(new InteractionId(id))).isEmpty();
        assertThat(asked.now().getBoolean("request.text_message")).isFalse();
    }

    @Test
    void where_the_number_is_not_known_it_is_not_offered_and_must_be_said() {
        Desk.Asked asked = desk.asks(Map.of());

        assertThat(asked.now().getBoolean("request.text_message")).isFalse();
        sendBare(asked).statusCode(422).body("errors.pointer", hasItem("/phone"));
        assertThat(messages).isEmpty();
    }

    private static ValidatableResponse sendBare(Desk.Asked asked) {
        return as("staff:maria", "agent")
                .post("/api/v1/challenges/" + asked.id() + "/text_message")
                .then();
    }

    private static ValidatableResponse send(Desk.Asked asked, String phone) {
        return as("staff:maria", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("phone", phone))
                .post("/api/v1/challenges/" + asked.id() + "/text_message")
                .then();
    }

    private JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(20, TimeUnit.SECONDS);
        assertThat(message).as("a message came").isNotNull();
        return message;
    }
}
