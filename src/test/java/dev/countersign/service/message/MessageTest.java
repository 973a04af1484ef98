package dev.countersign.service.message;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.protocol.message.MessageContent;
import dev.countersign.protocol.message.MessageText;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.Eventually;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.consent.Phone;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.holder.TestWallet;
import dev.countersign.service.interaction.ShownTimeline;
import dev.countersign.service.ledger.AppendEntry;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.Inbox;
import dev.countersign.wallet.LogStanding;
import dev.countersign.wallet.OpenedMessage;
import dev.countersign.wallet.ReceivedMessage;
import dev.countersign.wallet.Sent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** From a bank's system to the one screen that may show it. */
@QuarkusTest
class MessageTest {
    private static final String SUBJECT = "What we agreed";
    private static final String TEXT = "Your new limit is 2,000 a day.\nIt holds from Monday.";

    @Inject
    AppendEntry ledger;

    @Inject
    Bank bank;

    @Inject
    DataSource database;

    @Inject
    PublicUrl publicUrl;

    private static ValidatableResponse writes(String number, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(Map.of("subject", SUBJECT, "text", TEXT));
        body.putAll(more);
        return as("client:crm", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/customers/" + number + "/messages")
                .then();
    }

    private static JsonPath sent(String number, Map<String, String> more) {
        return writes(number, more).statusCode(201).extract().jsonPath();
    }

    private static JsonPath state(String id) {
        return as("client:crm", "scope:interactions")
                .get("/api/v1/messages/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Enrolment enrolment(Alice alice) {
        return alice.wallet().enrolments().get(0);
    }

    private static List<ReceivedMessage> inbox(Alice alice) {
        try {
            return alice.wallet()
                    .messages()
                    .list(enrolment(alice), Optional.empty())
                    .messages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OpenedMessage opened(Alice alice) {
        Verification<OpenedMessage> opened =
                alice.wallet().messages().open(inbox(alice).get(0));
        assertThat(opened).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified<OpenedMessage>) opened).value();
    }

    private static boolean isIncluded(Alice alice, OpenedMessage message) {
        try {
            return alice.wallet().messages().standing(message) instanceof LogStanding.Included;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void only_the_customer_reads_it_and_both_can_show_for_ever_that_it_was_sent() throws Exception {
        Alice alice = Alice.enrolled();

        JsonPath answer = sent(alice.number(), Map.of());
        String id = answer.getString("id");
        assertThat(state(id).getString("deliveries[0].state")).isEqualTo("sent");
        OpenedMessage message = opened(alice);

        assertThat(message.id()).isEqualTo(id);
        assertThat(message.words()).isEqualTo(new MessageText(SUBJECT, TEXT, "en"));
        assertThat(state(id).getString("deliveries[0].state")).isEqualTo("delivered");
        assertThat(alice.wallet().messages().read(message)).isInstanceOf(Sent.Accepted.class);
        assertThat(state(id).getString("deliveries[0].state")).isEqualTo("read");
        assertThat(inbox(alice).get(0).read()).isTrue();
        Eventually.holds(() -> isIncluded(alice, message));

        JsonPath sending = state(id);
        Salt salt = Salt.parse(sending.getString("sending.salt"));
        LogEntry entry = new LogEntry(
                EntryType.MESSAGE_SENT,
                Commitment.to(Json.parseObject(Json.print(json(sending.get("sending.record")))), salt));
        assertThat(TlogProof.parse(sending.getString("sending.proof").getBytes(StandardCharsets.UTF_8))
                        .verify(entry.bytes(), WitnessPolicy.unwitnessed(ledger.log())))
                .isInstanceOf(Verification.Verified.class);
        MessageContent written = new MessageContent(
                publicUrl.uri().toString(),
                message.signedAt(),
                id,
                new MessageText(SUBJECT, TEXT, "en"),
                Optional.empty());
        assertThat(written.commitment(Salt.parse(answer.getString("content.salt"))))
                .hasToString(sending.getString("sending.record.content"));
    }

    private static JsonNode json(Object value) {
        return new ObjectMapper().valueToTree(value);
    }

    private static String interaction(String number, String agent) {
        return as(agent, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", number))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse agentWrites(String number, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(Map.of("subject", SUBJECT, "text", TEXT));
        body.putAll(more);
        return as("staff:maria", "agent")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/customers/" + number + "/messages")
                .then();
    }

    private static PublicJwk newKey() {
        return PublicJwk.of(Keys.generate(SignatureAlgorithm.ES256).getPublic());
    }

    private static Response tellsKey(TestWallet wallet, ObjectNode jwk) {
        ObjectNode body = Json.object();
        body.set("jwk", jwk);
        return wallet.send("PUT", "/wallet/v1/message_key", Json.print(body));
    }

    /** A wallet that can read, of which we only look at the outside. */
    private TestWallet reader(String number) {
        TestWallet wallet = bank.wallet(number);
        assertThat(tellsKey(wallet, newKey().toJson()).statusCode()).isEqualTo(204);
        return wallet;
    }

    private static void changes(String number, String wallet, String state) {
        as("client:core-banking", "scope:customers")
                .contentType(ContentType.JSON)
                .body(Map.of("state", state))
                .patch("/api/v1/customers/" + number + "/wallets/" + wallet)
                .then()
                .statusCode(200);
    }

    @Test
    void wallets_are_told_by_inbox_and_push_that_there_is_something_and_nothing_more() throws Exception {
        String number = bank.customer();
        try (Phone phone = Phone.of(reader(number))) {
            String id = sent(number, Map.of()).getString("id");

            assertThat(phone.next().event()).isEqualTo(new InboxEvent.Message(id));
        }
        Alice alice = Alice.enrolled();
        String id = sent(alice.number(), Map.of()).getString("id");
        BlockingQueue<InboxEvent> heard = new LinkedBlockingQueue<>();
        try (Inbox inbox = alice.wallet().inbox(enrolment(alice))) {
            Thread follower = new Thread(() -> inbox.follow(new Inbox.Listener() {
                @Override
                public void connected() {
                    // Nothing to do.
                }

                @Override
                public void disconnected() {
                    // It comes back by itself.
                }

                @Override
                public void received(InboxEvent event) {
                    heard.add(event);
                }
            }));
            follower.setDaemon(true);
            follower.start();

            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(new InboxEvent.Message(id));
        }
    }

    @Test
    void a_message_of_a_call_is_in_that_calls_timeline_without_its_words() {
        Alice alice = Alice.enrolled();
        String interaction = interaction(alice.number(), "staff:maria");

        String id = agentWrites(alice.number(), Map.of("interaction", interaction))
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(opened(alice).interaction()).contains(interaction);
        ShownTimeline timeline = ShownTimeline.of(interaction);
        assertThat(timeline.types()).contains("message_added");
        assertThat(timeline.items().toString()).contains(id).doesNotContain("limit", "agreed");
        as("staff:maria", "agent").get("/api/v1/messages/" + id).then().statusCode(200);
        as("staff:audit", "auditor").get("/api/v1/messages/" + id).then().statusCode(200);
        as("staff:otto", "agent").get("/api/v1/messages/" + id).then().statusCode(404);
    }

    // ---- who gets none

    @Test
    void a_customer_whose_wallet_cannot_read_messages_is_told_apart_and_gets_them_from_then_on() {
        String number = bank.customer();
        TestWallet wallet = bank.wallet(number);
        writes(number, Map.of()).statusCode(409).body("reason", equalTo("no-wallet-reads-messages"));

        tellsKey(wallet, newKey().toJson()).then().statusCode(204);

        writes(number, Map.of()).statusCode(201);
    }

    @Test
    void a_suspended_wallet_gets_none() {
        String number = bank.customer();
        reader(number);
        reader(number);
        JsonPath first = sent(number, Map.of());
        assertThat(first.getList("deliveries")).hasSize(2);
        String lost = first.getString("deliveries[0].wallet");
        changes(number, lost, "suspended");

        JsonPath second = sent(number, Map.of());

        assertThat(second.getList("deliveries.wallet", String.class))
                .containsExactly(first.getString("deliveries[1].wallet"));
        changes(number, second.getString("deliveries[0].wallet"), "suspended");
        writes(number, Map.of()).statusCode(409);
    }

    @Test
    void another_customers_wallet_sees_no_message_and_cannot_learn_that_there_is_one() {
        Alice alice = Alice.enrolled();
        TestWallet mallory = reader(bank.customer());
        String id = sent(alice.number(), Map.of()).getString("id");

        assertThat(mallory.send("GET", "/wallet/v1/messages", new byte[0])
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        for (String path : List.of("/read", "/proof")) {
            String method = path.equals("/read") ? "POST" : "GET";
            Response stolen = mallory.send(method, "/wallet/v1/messages/" + id + path, new byte[0]);
            Response unknown = mallory.send(method, "/wallet/v1/messages/msg_nothing" + path, new byte[0]);
            assertThat(stolen.statusCode()).isEqualTo(404);
            assertThat(stolen.jsonPath().getString("detail"))
                    .isEqualTo(unknown.jsonPath().getString("detail"));
        }
        given().get("/wallet/v1/messages").then().statusCode(401);
    }

    // ---- who may not send

    @Test
    void staff_and_machines_without_the_scope_send_nothing_and_see_nothing() {
        String number = bank.customer();
        reader(number);
        String id = sent(number, Map.of()).getString("id");
        for (String role : List.of("auditor", "admin", "scope:customers", "scope:challenges", "wallet")) {
            as("staff:otto", role)
                    .contentType(ContentType.JSON)
                    .body(Map.of("subject", SUBJECT, "text", TEXT))
                    .post("/api/v1/customers/" + number + "/messages")
                    .then()
                    .statusCode(403);
        }
        as("client:crm", "scope:customers").get("/api/v1/messages/" + id).then().statusCode(403);
        given().get("/api/v1/messages/" + id).then().statusCode(401);
    }

    @Test
    void an_agent_writes_to_whom_they_talk_to_and_to_nobody_else() {
        Alice alice = Alice.enrolled();
        String own = interaction(alice.number(), "staff:maria");
        String ofAnotherAgent = interaction(alice.number(), "staff:otto");
        String withSomebodyElse = interaction(Alice.registered(), "staff:maria");

        agentWrites(alice.number(), Map.of()).statusCode(403).body("reason", equalTo("interaction-required"));
        agentWrites(alice.number(), Map.of("interaction", ofAnotherAgent)).statusCode(403);
        agentWrites(alice.number(), Map.of("interaction", withSomebodyElse)).statusCode(422);
        agentWrites(alice.number(), Map.of("interaction", "int_nothing")).statusCode(404);
        as("staff:maria", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + own)
                .then()
                .statusCode(200);
        agentWrites(alice.number(), Map.of("interaction", own)).statusCode(409);
        assertThat(inbox(alice)).isEmpty();
    }

    // ---- what is not taken

    @Test
    void an_over_long_message_or_one_that_could_deceive_is_refused_and_not_repeated() {
        String number = bank.customer();
        reader(number);

        writes(number, Map.of("text", "secret".repeat(1_000)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/text"))
                .body(not(containsString("secret")));
        writes(number, Map.of("subject", "s".repeat(MessageText.MAX_SUBJECT + 1)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/subject"));
        writes(number, Map.of("subject", "two\nlines")).statusCode(400);
        writes(number, Map.of("text", "pay \u202Eeno on")).statusCode(400);
        writes(number, Map.of("text", " ")).statusCode(400);
        writes(number, Map.of("locale", "Klingon, please")).statusCode(400);
        writes(number, Map.of("html", "<b>")).statusCode(400);
        writes("C-nobody", Map.of()).statusCode(404);
    }

    @Test
    void a_key_that_signs_is_secret_or_is_on_no_curve_of_ours_is_no_message_key() {
        TestWallet wallet = bank.wallet(bank.customer());
        ObjectNode offCurve = newKey().toJson();
        offCurve.put("y", offCurve.path("x").asText());

        tellsKey(wallet, wallet.key().toJson())
                .then()
                .statusCode(422)
                .body("reason", equalTo("message-key-is-holder-key"));
        for (ObjectNode wrong : List.of(
                offCurve,
                newKey().toJson().put("d", "AAAA"),
                newKey().toJson().put("use", "sig"),
                PublicJwk.of(Keys.generate(SignatureAlgorithm.ES384).getPublic())
                        .toJson(),
                Json.object())) {
            tellsKey(wallet, wrong).then().statusCode(400);
        }
        wallet.send("PUT", "/wallet/v1/message_key", Json.print(newKey().toJson()))
                .then()
                .statusCode(400);
    }

    // ---- what stays

    @Test
    void neither_a_dump_of_the_database_nor_a_log_line_tells_what_was_said() throws Exception {
        Alice alice = Alice.enrolled();
        String interaction = interaction(alice.number(), "staff:maria");
        String subject = "Ref. Zanzibar-Quillfeather";
        String text = "The code word is Thistlewick-Brambleworth.";
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
            }

            @Override
            public void flush() {
                // Kept at once.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        Logger.getLogger("").addHandler(listener);
        try {
            as("client:crm", "scope:interactions")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", "message-" + alice.number())
                    .body(Map.of("subject", subject, "text", text, "interaction", interaction))
                    .post("/api/v1/customers/" + alice.number() + "/messages")
                    .then()
                    .statusCode(201)
                    .body(not(containsString("Zanzibar")));
            writes(alice.number(), Map.of("subject", subject, "text", text + "\u202E"))
                    .statusCode(400);
            assertThat(opened(alice).words().text()).isEqualTo(text);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        assertThat(lines).noneMatch(line -> line.contains("Zanzibar") || line.contains("Thistlewick"));
        assertThat(tablesWith("Zanzibar", "Thistlewick")).isEmpty();
        assertThat(tablesWith(interaction)).as("the search finds what is there").isNotEmpty();
    }

    @Test
    void with_the_customer_go_the_messages() throws Exception {
        Alice alice = Alice.enrolled();
        String id = sent(alice.number(), Map.of()).getString("id");
        assertThat(tablesWith(id)).contains("message", "message_copy");

        as("client:core-banking", "scope:customers")
                .delete("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(204);

        as("client:crm", "scope:interactions")
                .get("/api/v1/messages/" + id)
                .then()
                .statusCode(404);
        assertThat(tablesWith(id)).doesNotContain("message", "message_copy");
    }

    /** Returns the tables that have one of these words anywhere, as text or as bytes. */
    private List<String> tablesWith(String... words) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select table_name from information_schema.tables"
                    + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                for (String word : words) {
                    String hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
                    try (ResultSet rows = statement.executeQuery("select 1 from " + table + " t where strpos(t::text, '"
                            + word + "') > 0 or strpos(t::text, '" + hex + "') > 0 limit 1")) {
                        if (rows.next()) {
                            found.add(table);
                        }
                    }
                }
            }
        }
        return found;
    }
}
