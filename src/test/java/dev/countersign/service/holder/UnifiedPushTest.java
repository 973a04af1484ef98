package dev.countersign.service.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.wallet.EnrolmentRequest;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.Platform;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.protocol.wallet.PushSubscription;
import dev.countersign.service.push.PhoneSubscriptions;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.SendPush;
import dev.countersign.wallet.PushKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UnifiedPush: a distributor of the customer's choice, asked what it is before anything is sent there. */
@QuarkusTest
class UnifiedPushTest {
    private static final String PATH = "/wallet/v1/push_subscription";

    @Inject
    Bank bank;

    @Inject
    PhoneSubscriptions subscriptions;

    @Inject
    SendPush sendPush;

    @Inject
    Clock clock;

    private final PushKeys keys = PushKeys.generate();
    private final BlockingQueue<byte[]> pushed = new LinkedBlockingQueue<>();
    private volatile String discovery = "{\"unifiedpush\":{\"version\":1}}";
    private volatile int status = 200;
    private HttpServer distributor;
    private TestWallet wallet;

    @BeforeEach
    void a_wallet_and_a_distributor() throws IOException {
        wallet = bank.wallet(bank.customer());
        distributor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        distributor.createContext("/up", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (exchange.getRequestMethod().equals("POST")) {
                    pushed.add(body);
                    exchange.getResponseHeaders().add("TTL", "0");
                    exchange.sendResponseHeaders(201, -1);
                    return;
                }
                byte[] answer = discovery.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        distributor.start();
    }

    @AfterEach
    void the_distributor_goes() {
        distributor.stop(0);
    }

    @Test
    void a_distributor_is_pushed_as_a_push_service_is() throws Exception {
        subscribe().then().statusCode(204);
        InboxEvent question = new InboxEvent.Closed("chl_1", "verified");

        sendPush.send(
                phone(), PushMessage.ring(question.pushed(), clock.instant().plusSeconds(60), "chl_" + phone()));

        byte[] body = pushed.poll(20, TimeUnit.SECONDS);
        assertThat(body).isNotNull();
        assertThat(body.length).isBetween(1, 4_096);
        assertThat(keys.open(body)).isEqualTo(Verification.verified(question));
    }

    @Test
    void an_address_that_is_no_distributor_is_refused_so_that_nobody_makes_us_post_anywhere() {
        for (String other : new String[] {
            "{}",
            "[]",
            "",
            "<html>",
            "{\"unifiedpush\":1}",
            "{\"unifiedpush\":{\"version\":2}}",
            "{\"unifiedpush\":{\"version\":\"1\"}}",
            "x".repeat(5_000)
        }) {
            discovery = other;
            subscribe().then().statusCode(422).body("reason", equalTo("endpoint-not-unified-push"));
        }
        discovery = "{\"unifiedpush\":{\"version\":1}}";
        for (int refusal : new int[] {302, 403, 404}) {
            status = refusal;
            subscribe().then().statusCode(422);
        }
        assertThat(subscriptions.find(phone())).isEmpty();
        assertThat(pushed).isEmpty();
    }

    @Test
    void a_distributor_in_trouble_may_be_registered_later() {
        status = 503;
        subscribe().then().statusCode(503).body("reason", equalTo("endpoint-unreachable"));
        status = 200;
        subscribe().then().statusCode(204);
    }

    @Test
    void a_stranger_who_enrols_does_not_make_us_ask_an_address() {
        PushSubscription push = subscription(endpoint());
        byte[] body = Json.print(
                new EnrolmentRequest("enr_x.y", Platform.ANDROID, Optional.empty(), Optional.of(push)).toJson());
        assertThat(bank.wallet().enrolWith(body).statusCode()).isIn(400, 403);

        String code = bank.enrolmentCode(bank.customer());
        byte[] good =
                Json.print(new EnrolmentRequest(code, Platform.ANDROID, Optional.empty(), Optional.of(push)).toJson());
        TestWallet fresh = bank.wallet();
        fresh.enrolWith(good).then().statusCode(422).body("reason", equalTo("push-after-enrolment"));
        fresh.enrol(code).then().statusCode(201);
    }

    @Test
    void an_endpoint_of_more_than_a_thousand_bytes_is_malformed() {
        wallet.send(
                        "PUT",
                        PATH,
                        Json.print(subscription(endpoint() + "a".repeat(1_000)).toJson()))
                .then()
                .statusCode(400);
    }

    @Test
    void a_platform_that_the_bank_has_no_account_for_is_refused_and_what_was_set_stays() {
        subscribe().then().statusCode(204);
        for (PushPlatform platform : new PushPlatform[] {PushPlatform.FCM, PushPlatform.APNS}) {
            PushSubscription sent = keys.subscription(new PushSubscription.Address(platform, "0a".repeat(32)));
            wallet.send("PUT", PATH, Json.print(sent.toJson()))
                    .then()
                    .statusCode(422)
                    .body("reason", equalTo("push-platform-not-configured"));
        }
        assertThat(subscriptions.find(phone())).isPresent();
    }

    @Test
    void a_token_that_would_lead_to_another_path_is_malformed() {
        for (String token : new String[] {"../" + "0a".repeat(32), "0a".repeat(32) + "?x", "", "0a".repeat(600)}) {
            PushSubscription sent = keys.subscription(new PushSubscription.Address(PushPlatform.APNS, token));
            wallet.send("PUT", PATH, Json.print(sent.toJson())).then().statusCode(400);
        }
    }

    private Response subscribe() {
        return wallet.send("PUT", PATH, Json.print(subscription(endpoint()).toJson()));
    }

    private PushSubscription subscription(String endpoint) {
        return keys.subscription(new PushSubscription.Address(PushPlatform.UNIFIED_PUSH, endpoint));
    }

    private String endpoint() {
        return "http://127.0.0.1:" + distributor.getAddress().getPort() + "/up/p1";
    }

    private dev.countersign.service.push.PhoneId phone() {
        return wallets.findByKey(wallet.key()).orElseThrow().id().phone();
    }

    @Inject
    Wallets wallets;
}
