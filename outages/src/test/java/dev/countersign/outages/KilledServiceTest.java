package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.KeptReceipt;
import dev.countersign.wallet.Lines;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Reply;
import dev.countersign.wallet.Request;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.Transport;
import dev.countersign.wallet.TypedNumber;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL at any point of a call: what was acknowledged is there, and the challenge goes on or expires. */
class KilledServiceTest {
    @TempDir
    static Path data;

    private static KillableService service;
    private static String agent;
    private static String client;

    private final FragileLine line = new FragileLine();
    private Wallet wallet;
    private String interaction;
    private String number;

    @BeforeAll
    static void the_service_runs() throws Exception {
        service = new KillableService(data);
        service.start();
        agent = service.agentSignsIn();
        client = service.clientSignsIn();
    }

    @AfterAll
    static void the_service_stops() throws Exception {
        service.close();
    }

    @BeforeEach
    void a_customer_with_a_wallet_calls() throws Exception {
        number = "C-" + UUID.randomUUID().toString().substring(0, 8);
        wallet = EnrolledWallet.of(
                EnrolledWallet.Person.alice(number),
                service.asClient(client),
                line,
                Files.createTempDirectory(data, "wallet"));
        interaction = service.asAgent(agent)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", number))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_challenge_that_was_asked_before_is_opened_and_answered_after() throws Exception {
        JsonPath asked = asks(Map.of());

        service.dies();

        assertThat(approves(opens(asked), asked)).isInstanceOf(Sent.Accepted.class);
        assertVerified(asked);
    }

    @Test
    void a_request_that_was_on_the_screen_before_is_answered_after_and_a_wrong_number_stays_counted() throws Exception {
        JsonPath asked = asks(Map.of());
        String wrong = asked.getString("number").equals("42") ? "43" : "42";
        ConsentPrompt prompt = opens(asked);
        assertThat(wallet.approve(prompt, Selection.requiredOnly().typing(new TypedNumber(wrong))))
                .isInstanceOf(Sent.WrongNumber.class);

        service.dies();

        assertThat(challenge(asked).getString("state")).isEqualTo("opened");
        assertThat(challenge(asked).getInt("attempts_left")).isEqualTo(2);
        assertThat(approves(prompt, asked)).isInstanceOf(Sent.Accepted.class);
        assertVerified(asked);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void an_answer_under_way_is_taken_once_or_can_be_given_again(int millisBeforeTheKill) throws Exception {
        JsonPath asked = asks(Map.of());
        ConsentPrompt prompt = opens(asked);
        line.killsAfter(millisBeforeTheKill);

        Sent sent = approves(prompt, asked);
        service.start();

        if (sent instanceof Sent.Accepted) {
            assertThat(state(asked)).isEqualTo("verified");
        }
        // A turn that the dead process held lapses, and the customer may answer again.
        service.await(() -> state(asked).equals("verified") || answersAgain(asked));
        assertVerified(asked);
    }

    @Test
    void what_was_verified_before_is_there_after_and_the_receipt_too() throws Exception {
        JsonPath asked = asks(Map.of());
        assertThat(approves(opens(asked), asked)).isInstanceOf(Sent.Accepted.class);

        service.dies();

        assertVerified(asked);
    }

    @Test
    void a_no_that_was_acknowledged_stays_a_no() throws Exception {
        JsonPath asked = asks(Map.of());
        assertThat(wallet.decline(opens(asked))).isInstanceOf(Sent.Accepted.class);

        service.dies();

        assertThat(state(asked)).isEqualTo("declined");
        assertThat(wallet.open(URI.create(asked.getString("request.uri")))).isNotInstanceOf(Opened.Prompt.class);
    }

    @Test
    void a_challenge_whose_time_ended_meanwhile_expires() throws Exception {
        JsonPath asked = asks(Map.of("expires_in", "PT10S"));

        service.dies();

        service.await(() -> state(asked).equals("expired"));
        assertThat(wallet.open(URI.create(asked.getString("request.uri")))).isNotInstanceOf(Opened.Prompt.class);
    }

    @Test
    void a_start_that_was_killed_half_way_is_made_up_for_by_the_next() throws Exception {
        JsonPath asked = asks(Map.of());
        service.kill();
        service.launch();
        line.pause(1_500);

        service.dies();

        assertThat(approves(opens(asked), asked)).isInstanceOf(Sent.Accepted.class);
        assertVerified(asked);
    }

    @Test
    void a_webhook_that_was_not_answered_when_the_service_died_is_sent_again_with_the_same_id() throws Exception {
        BlockingQueue<String> ids = new LinkedBlockingQueue<>();
        CountDownLatch end = new CountDownLatch(1);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
                // The first is never answered: its sender dies while it waits.
                if (ids.size() > 1 || end.await(2, TimeUnit.MINUTES)) {
                    exchange.sendResponseHeaders(204, -1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        receiver.setExecutor(threads);
        receiver.start();
        try {
            service.asClient(client)
                    .body(Map.of(
                            "url",
                            "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                            "event_types",
                            List.of("challenge.declined")))
                    .post("/api/v1/webhook_endpoints")
                    .then()
                    .statusCode(201);
            assertThat(wallet.decline(opens(asks(Map.of())))).isInstanceOf(Sent.Accepted.class);
            service.await(() -> ids.size() == 1);

            service.dies();

            service.await(() -> ids.size() == 2);
            assertThat(Set.copyOf(ids)).hasSize(1);
        } finally {
            end.countDown();
            receiver.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void a_request_by_ciba_that_was_pending_before_is_collected_after_and_only_once() throws Exception {
        JsonPath bot = service.asClient(client)
                .body(Map.of("name", "Robo", "scopes", List.of("interactions")))
                .post("/api/v1/clients")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        service.asClient(client)
                .body(Map.of("backchannel_token_delivery_mode", "poll", "purposes", List.of("verify_caller")))
                .put("/api/v1/clients/" + bot.getString("client_id") + "/ciba")
                .then()
                .statusCode(200);
        String request = asBot(bot)
                .formParam("scope", "openid")
                .formParam("login_hint", number)
                .formParam(
                        "authorization_details",
                        "[{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\",\"interaction\":\""
                                + interaction + "\"}]")
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(200)
                .extract()
                .path("auth_req_id");

        service.dies();

        String challenge = service.asAgent(agent)
                .get("/api/v1/interactions/" + interaction + "/challenges")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
        String uri = service.asAgent(agent)
                .get("/api/v1/challenges/" + challenge)
                .then()
                .statusCode(200)
                .extract()
                .path("request.uri");
        Opened.Prompt opened = (Opened.Prompt) wallet.open(URI.create(uri));
        assertThat(wallet.approve(opened.prompt(), Selection.requiredOnly())).isInstanceOf(Sent.Accepted.class);
        assertThat(collects(bot, request).<String>path("id_token")).isNotEmpty();
        assertThat(collects(bot, request).<String>path("error")).isEqualTo("invalid_grant");
    }

    private static RequestSpecification asBot(JsonPath bot) {
        return RestAssured.given()
                .baseUri(service.uri().toString())
                .auth()
                .preemptive()
                .basic(bot.getString("client_id"), bot.getString("client_secret"));
    }

    private static ExtractableResponse<Response> collects(JsonPath bot, String request) {
        return asBot(bot)
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", request)
                .post("/oauth/token")
                .then()
                .extract();
    }

    private JsonPath asks(Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("purpose", "verify_caller");
        return service.asAgent(agent)
                .body(body)
                .post("/api/v1/interactions/" + interaction + "/challenges")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private ConsentPrompt opens(JsonPath asked) {
        Opened opened = wallet.open(URI.create(asked.getString("request.uri")));
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    private Sent approves(ConsentPrompt prompt, JsonPath asked) {
        return wallet.approve(prompt, Selection.requiredOnly().typing(new TypedNumber(asked.getString("number"))));
    }

    private boolean answersAgain(JsonPath asked) {
        return wallet.open(URI.create(asked.getString("request.uri"))) instanceof Opened.Prompt opened
                && approves(opened.prompt(), asked) instanceof Sent.Accepted;
    }

    private JsonPath challenge(JsonPath asked) {
        return service.asAgent(agent)
                .get("/api/v1/challenges/" + asked.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String state(JsonPath asked) {
        return challenge(asked).getString("state");
    }

    private void assertVerified(JsonPath asked) throws IOException {
        assertThat(state(asked)).isEqualTo("verified");
        List<Object> values = service.asAgent(agent)
                .get("/api/v1/interactions/" + interaction + "/identity")
                .then()
                .statusCode(200)
                .extract()
                .path("attributes.value");
        assertThat(values).contains("Alice", "Example");
        Optional<ConsentRecord> kept = wallet.receipts().fetch(asked.getString("id"));
        assertThat(kept.orElseThrow().receipt().orElseThrow().finding()).isEqualTo(KeptReceipt.Finding.MATCHES);
    }

    /** The wallet's line to the service, which dies while an answer is on its way when it is told to. */
    private static final class FragileLine implements Transport {
        private final Transport line = new UrlConnectionTransport().allowingLoopbackHttp();
        private Optional<Integer> millisBeforeTheKill = Optional.empty();

        void killsAfter(int millis) {
            millisBeforeTheKill = Optional.of(millis);
        }

        /** Lets the service go on with what it does. */
        void pause(int millis) throws InterruptedException, ExecutionException {
            try {
                new CompletableFuture<Void>().get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // That was the pause.
                return;
            }
        }

        @Override
        public Reply send(Request request) throws IOException {
            if (millisBeforeTheKill.isEmpty() || !request.uri().getPath().startsWith("/openid4vp/responses/")) {
                return line.send(request);
            }
            int millis = millisBeforeTheKill.get();
            millisBeforeTheKill = Optional.empty();
            CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> {
                try {
                    return line.send(request);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            try {
                pause(millis);
                service.kill();
                return reply.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IOException("the line is dead", e);
            }
        }

        @Override
        public Lines stream(Request request) throws IOException {
            return line.stream(request);
        }
    }
}
