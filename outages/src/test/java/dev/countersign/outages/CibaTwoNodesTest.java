package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.TokenHash;
import dev.countersign.service.platform.store.EmbeddedDatabase;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CIBA at two nodes with one database, in processes of their own: it does not matter which of them is asked. */
class CibaTwoNodesTest {
    private static final String NOTIFICATION_TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

    @TempDir
    static Path data;

    private static EmbeddedDatabase database;
    private static Balancer balancer;
    private static KillableService a;
    private static KillableService b;
    private static String client;

    private String number;
    private Wallet wallet;

    @BeforeAll
    static void two_nodes_run() throws Exception {
        database = EmbeddedDatabase.start(new EmbeddedDatabase.Directories(
                Files.createDirectories(data.resolve("database")),
                Path.of("target", "postgresql-programs").toAbsolutePath()));
        balancer = new Balancer();
        Map<String, String> shared = new HashMap<>(database.connection());
        shared.put("countersign.public-url", balancer.uri().toString());
        shared.put("countersign.keyset-file", data.resolve("keyset.json").toString());
        shared.put(
                "countersign.master-key",
                Base64.getEncoder()
                        .encodeToString(TokenHash.of(UUID.randomUUID().toString())));
        shared.put("countersign.consent.most-open", "100");
        shared.put("countersign.consent.most-in-an-hour", "100");
        a = new KillableService(Files.createDirectories(data.resolve("a")), shared);
        b = new KillableService(Files.createDirectories(data.resolve("b")), shared);
        // One after the other: the first makes the keys.
        a.start();
        b.start();
        balancer.leadsTo(List.of(a.uri(), b.uri()));
        client = a.clientSignsIn();
    }

    @AfterAll
    static void the_nodes_stop() throws Exception {
        a.close();
        b.close();
        balancer.close();
        database.close();
    }

    @BeforeEach
    void a_customer_has_a_wallet() throws Exception {
        number = "C-" + UUID.randomUUID().toString().substring(0, 8);
        wallet = EnrolledWallet.of(
                EnrolledWallet.Person.alice(number),
                b.asClient(client),
                new UrlConnectionTransport().allowingLoopbackHttp(),
                Files.createTempDirectory(data, "wallet"));
    }

    /** A client of both nodes. */
    private record Bot(String id, String secret) {
        static Bot polls() {
            return registered(Map.of("backchannel_token_delivery_mode", "poll", "purposes", List.of("verify_caller")));
        }

        static Bot isPingedAt(URI endpoint) {
            return registered(Map.of(
                    "backchannel_token_delivery_mode",
                    "ping",
                    "backchannel_client_notification_endpoint",
                    endpoint.toString(),
                    "purposes",
                    List.of("verify_caller")));
        }

        private static Bot registered(Map<String, Object> ciba) {
            JsonPath made = a.asClient(client)
                    .body(Map.of("name", "Robo", "scopes", List.of("interactions")))
                    .post("/api/v1/clients")
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            Bot bot = new Bot(made.getString("client_id"), made.getString("client_secret"));
            a.asClient(client)
                    .body(ciba)
                    .put("/api/v1/clients/" + bot.id() + "/ciba")
                    .then()
                    .statusCode(200);
            return bot;
        }

        private RequestSpecification at(KillableService node) {
            return RestAssured.given()
                    .baseUri(node.uri().toString())
                    .auth()
                    .preemptive()
                    .basic(id, secret);
        }

        /** Asks a node for a customer. */
        String asks(KillableService node, String customer) {
            return at(node).formParam("scope", "openid")
                    .formParam("login_hint", customer)
                    .formParam("client_notification_token", NOTIFICATION_TOKEN)
                    .post("/oauth/bc-authorize")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("auth_req_id");
        }

        /** Polls a node: the error, or {@code tokens}. */
        String polls(KillableService node, String request) {
            JsonPath answer = at(node).formParam("grant_type", "urn:openid:params:grant-type:ciba")
                    .formParam("auth_req_id", request)
                    .post("/oauth/token")
                    .jsonPath();
            return answer.getString("id_token") == null ? answer.getString("error") : "tokens";
        }

        @Override
        public String toString() {
            return "Bot " + id;
        }
    }

    /** What a query of one row and one column finds of a request. */
    private static String finds(String query, String request) {
        Map<String, String> connection = database.connection();
        try (Connection sql = DriverManager.getConnection(
                        connection.get("quarkus.datasource.jdbc.url"),
                        connection.get("quarkus.datasource.username"),
                        connection.get("quarkus.datasource.password"));
                PreparedStatement statement = sql.prepareStatement(query)) {
            statement.setBytes(1, TokenHash.of(request));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? String.valueOf(found.getString(1)) : "nothing";
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What a push would have brought to the phone; any node tells it. */
    private ConsentPrompt prompt(String request) {
        String challenge = finds("select challenge_id from ciba_request where auth_req_id_hash = ?", request);
        String uri = b.asClient(client)
                .get("/api/v1/challenges/" + challenge)
                .then()
                .statusCode(200)
                .extract()
                .path("request.uri");
        Opened opened = wallet.open(URI.create(uri));
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    private void approves(String request) {
        assertThat(wallet.approve(prompt(request), Selection.requiredOnly())).isInstanceOf(Sent.Accepted.class);
    }

    private void declines(String request) {
        assertThat(wallet.decline(prompt(request))).isInstanceOf(Sent.Accepted.class);
    }

    @Test
    void what_was_asked_at_one_node_is_collected_at_the_other_once() {
        Bot bot = Bot.polls();
        String request = bot.asks(a, number);
        assertThat(bot.polls(b, request)).isEqualTo("authorization_pending");

        approves(request);

        assertThat(bot.polls(b, request)).isEqualTo("tokens");
        assertThat(bot.polls(a, request)).isEqualTo("invalid_grant");
    }

    @Test
    void a_client_that_polls_two_nodes_by_turns_to_be_faster_is_told_to_slow_down() {
        Bot bot = Bot.polls();
        String request = bot.asks(a, number);
        // The first poll of a node is slow, and must not make the client look patient.
        assertThat(List.of(bot.polls(a, "x".repeat(43)), bot.polls(b, "x".repeat(43))))
                .containsOnly("invalid_grant");

        assertThat(bot.polls(a, request)).isEqualTo("authorization_pending");
        assertThat(bot.polls(b, request)).isEqualTo("slow_down");
        assertThat(bot.polls(a, request)).isEqualTo("slow_down");

        assertThat(finds("select interval_seconds from ciba_request where auth_req_id_hash = ?", request))
                .isEqualTo("15");
    }

    @Test
    void of_polls_that_reach_both_nodes_at_the_same_moment_one_gets_the_tokens() throws Exception {
        Bot bot = Bot.polls();
        ExecutorService pollers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 3; round++) {
                String request = bot.asks(b, number);
                approves(request);
                CyclicBarrier together = new CyclicBarrier(8);
                List<Callable<String>> polls = new ArrayList<>();
                for (int poll = 0; poll < 4; poll++) {
                    for (KillableService node : List.of(a, b)) {
                        polls.add(() -> {
                            together.await();
                            return bot.polls(node, request);
                        });
                    }
                }
                List<String> brought = new ArrayList<>();
                for (Future<String> answer : pollers.invokeAll(polls)) {
                    brought.add(answer.get());
                }
                assertThat(brought).containsOnlyOnce("tokens");
                assertThat(brought).filteredOn("invalid_grant"::equals).hasSize(7);
            }
        } finally {
            pollers.shutdownNow();
        }
    }

    private static boolean told(String request) {
        return finds(
                        "select n.done_at is not null from ciba_notification n join ciba_request r on r.id = n.request_id"
                                + " where r.auth_req_id_hash = ?",
                        request)
                .equals("t");
    }

    @Test
    void a_ping_is_sent_once_though_both_nodes_look_for_work() throws Exception {
        try (PingedClient endpoint = new PingedClient()) {
            Bot bot = Bot.isPingedAt(endpoint.uri());
            List<String> requests = new ArrayList<>();
            for (int asked = 0; asked < 10; asked++) {
                requests.add(bot.asks(asked % 2 == 0 ? a : b, number));
            }

            requests.forEach(this::declines);
            b.await(() -> requests.stream().allMatch(CibaTwoNodesTest::told));

            List<String> pinged = new ArrayList<>();
            while (endpoint.waiting() > 0) {
                PingedClient.Ping call = endpoint.next();
                assertThat(call.authorization()).isEqualTo("Bearer " + NOTIFICATION_TOKEN);
                pinged.add(authReqId(call));
            }
            assertThat(pinged).containsExactlyInAnyOrderElementsOf(requests);
        }
    }

    private static String authReqId(PingedClient.Ping call) {
        JsonNode body = Json.parse(call.body());
        assertThat(body.size()).isEqualTo(1);
        return body.path("auth_req_id").asText();
    }

    @Test
    void when_the_node_that_was_asked_dies_the_other_notifies_and_gives_the_tokens() throws Exception {
        try (PingedClient endpoint = new PingedClient()) {
            Bot bot = Bot.isPingedAt(endpoint.uri());
            String request = bot.asks(a, number);

            a.kill();
            balancer.leadsTo(List.of(b.uri()));
            approves(request);

            assertThat(authReqId(endpoint.next())).isEqualTo(request);
            assertThat(bot.polls(b, request)).isEqualTo("tokens");
            assertThat(bot.polls(b, request)).isEqualTo("invalid_grant");
        } finally {
            a.start();
            balancer.leadsTo(List.of(a.uri(), b.uri()));
        }
    }
}
