package dev.countersign.service.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.wallet.Arrival;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.protocol.wallet.PushSubscription;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.holder.TestWallet;
import dev.countersign.service.push.ApnsServer;
import dev.countersign.service.push.EveryPhone;
import dev.countersign.service.push.FcmServer;
import dev.countersign.wallet.PushKeys;
import dev.countersign.wallet.Sent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A customer with a phone of every platform: all are asked, the first answer wins, the others are told at once. */
@QuarkusTest
@TestProfile(EveryPhone.class)
class SeveralWalletsTest {
    @Inject
    Bank bank;

    private final PushKeys android = PushKeys.generate();
    private final PushKeys apple = PushKeys.generate();

    @Test
    void all_wallets_are_asked_the_first_answer_wins_and_the_others_are_told_at_once() throws Exception {
        Alice alice = Alice.enrolled();
        TestWallet androidWallet = bank.wallet(alice.number());
        TestWallet appleWallet = bank.wallet(alice.number());
        String device = "fcm-token:APA91b" + UUID.randomUUID();
        subscribe(androidWallet, android, PushPlatform.FCM, device);
        String phone = UUID.randomUUID().toString().replace("-", "");
        subscribe(appleWallet, apple, PushPlatform.APNS, phone);
        try (FcmServer fcm = new FcmServer();
                ApnsServer apns = new ApnsServer();
                Phone browser = Phone.of(bank.wallet(alice.number()))) {
            Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());

            FcmServer.Received toAndroid = fcm.next(device);
            ApnsServer.Received toApple = apns.next(phone);
            Phone.Pushed toBrowser = browser.next();
            for (InboxEvent event : List.of(
                    read(android, toAndroid.encrypted()), read(apple, toApple.encrypted()), toBrowser.event())) {
                assertThat(event).isInstanceOfSatisfying(InboxEvent.Challenge.class, question -> assertThat(
                                question.message().request())
                        .isEqualTo(asked.request()));
            }
            nothingPersonal(alice, asked, toAndroid.bytes());
            nothingPersonal(alice, asked, toApple.payload());
            assertThat(Phone.says(androidWallet, asked.id(), Arrival.Channel.PUSH))
                    .isEqualTo(204);
            assertThat(platforms(asked)).containsExactlyInAnyOrder("web_push", "fcm", "apns");

            assertThat(ConsentDuringACallTest.approve(alice, asked, asked.number()))
                    .isInstanceOf(Sent.Accepted.class);

            InboxEvent over = new InboxEvent.Closed(asked.id(), "verified");
            FcmServer.Received backFromAndroid = fcm.next(device);
            while (read(android, backFromAndroid.encrypted()) instanceof InboxEvent.Challenge) {
                // Pushed at least once: again, when the first answer was lost.
                backFromAndroid = fcm.next(device);
            }
            assertThat(read(android, backFromAndroid.encrypted())).isEqualTo(over);
            assertThat(backFromAndroid.message().path("android").path("collapse_key"))
                    .isEqualTo(toAndroid.message().path("android").path("collapse_key"));
            ApnsServer.Received backFromApple = apns.next(phone);
            while (read(apple, backFromApple.encrypted()) instanceof InboxEvent.Challenge) {
                backFromApple = apns.next(phone);
            }
            assertThat(read(apple, backFromApple.encrypted())).isEqualTo(over);
            assertThat(backFromApple.headers())
                    .containsEntry("apns-collapse-id", toApple.headers().get("apns-collapse-id"))
                    .containsEntry("apns-push-type", "background");
            Phone.Pushed backFromBrowser = browser.next();
            while (backFromBrowser.event() instanceof InboxEvent.Challenge) {
                backFromBrowser = browser.next();
            }
            assertThat(backFromBrowser.event()).isEqualTo(over);
            assertThat(backFromBrowser.headers().getFirst("Topic"))
                    .isEqualTo(toBrowser.headers().getFirst("Topic"));
            assertThat(Integer.parseInt(backFromBrowser.headers().getFirst("TTL")))
                    .isLessThanOrEqualTo(15);

            // Too late, and said so.
            assertThat(appleWallet
                            .send("POST", "/wallet/v1/challenges/" + asked.id() + "/declined", new byte[0])
                            .statusCode())
                    .isEqualTo(409);
            assertThat(asked.state()).isEqualTo("verified");
        }
    }

    @Test
    void a_platform_that_does_not_take_us_is_a_delivery_that_failed_and_the_health_is_good() throws Exception {
        String number = bank.customer();
        TestWallet wallet = bank.wallet(number);
        subscribe(wallet, android, PushPlatform.FCM, "fcm-token:APA91b" + UUID.randomUUID());
        try (FcmServer fcm = new FcmServer()) {
            fcm.answering(403, "SENDER_ID_MISMATCH");
            Desk.Asked asked = Desk.answers(number).asks(Map.of());

            DeliveryReceiptsTest.becomes(asked, "push", "failed");
            assertThat(DeliveryReceiptsTest.delivery(asked, "push")).containsEntry("platform", "fcm");
            RestAssured.given().get("/q/health").then().statusCode(200);
        }
    }

    private static void nothingPersonal(Alice alice, Desk.Asked asked, byte[] bytes) {
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain(
                        alice.number(),
                        "Alice",
                        "Example",
                        "verify_caller",
                        "openid4vp",
                        "request_uri",
                        "chl_",
                        "wal_",
                        "cus_",
                        asked.id());
    }

    private static List<String> platforms(Desk.Asked asked) {
        return asked.now().getList("deliveries.findAll { it.channel == 'push' }.platform");
    }

    private static InboxEvent read(PushKeys keys, byte[] body) {
        if (keys.open(body) instanceof Verification.Verified<InboxEvent> read) {
            return read.value();
        }
        throw new AssertionError("the wallet cannot read it");
    }

    private static void subscribe(TestWallet wallet, PushKeys keys, PushPlatform platform, String token) {
        wallet.send(
                        "PUT",
                        "/wallet/v1/push_subscription",
                        Json.print(keys.subscription(new PushSubscription.Address(platform, token))
                                .toJson()))
                .then()
                .statusCode(204);
    }
}
