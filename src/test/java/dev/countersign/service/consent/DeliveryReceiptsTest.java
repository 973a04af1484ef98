package dev.countersign.service.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.wallet.Arrival;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.holder.TestWallet;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.push.DeliveryReport;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as delivered: the wallet's word, and nothing else. */
@QuarkusTest
class DeliveryReceiptsTest {
    @Inject
    Bank bank;

    @Inject
    NoteDelivery noteDelivery;

    @Inject
    EntityManager entityManager;

    @Inject
    Clock clock;

    private String number;
    private TestWallet wallet;

    @BeforeEach
    void a_customer_has_a_wallet() {
        number = bank.customer();
        wallet = bank.wallet(number);
    }

    @Test
    void what_a_push_service_took_is_sent_and_only_the_wallets_word_makes_it_delivered() throws Exception {
        try (Phone phone = Phone.of(wallet)) {
            Desk.Asked asked = Desk.answers(number).asks(Map.of());
            phone.next();
            becomes(asked, "push", "sent");
            assertThat(asked.state()).isEqualTo("requested");

            assertThat(phone.says(asked.id(), Arrival.Channel.PUSH)).isEqualTo(204);

            assertThat(asked.state()).isEqualTo("delivered");
            assertThat(delivery(asked, "push"))
                    .containsEntry("state", "delivered")
                    .containsEntry("platform", "web_push")
                    .containsEntry("device", "Pat's phone")
                    .containsKeys("wallet", "changed_at");
        }
    }

    @Test
    void a_wallet_that_took_it_from_its_inbox_makes_it_delivered_without_any_push() {
        Desk.Asked asked = Desk.answers(number).asks(Map.of());
        assertThat(delivery(asked, "inbox")).containsEntry("state", "queued").doesNotContainKey("platform");

        Phone.says(wallet, asked.id(), Arrival.Channel.INBOX);

        assertThat(asked.state()).isEqualTo("delivered");
        assertThat(delivery(asked, "inbox")).containsEntry("state", "delivered");
        assertThat(asked.now().getList("deliveries")).hasSize(1);
    }

    @Test
    void the_shipped_wallet_says_so_by_itself_when_it_follows_its_inbox() throws Exception {
        Alice alice = Alice.enrolled();
        try (var inbox = TroubleDuringACallTest.Listening.of(alice)) {
            Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());
            inbox.challenge();

            becomes(asked, "inbox", "delivered");
            assertThat(asked.state()).isEqualTo("delivered");

            ConsentDuringACallTest.open(alice, asked);
            becomes(asked, "inbox", "opened");
            assertThat(asked.state()).isEqualTo("opened");
        }
    }

    @Test
    void said_twice_it_is_said_once_and_opened_is_not_taken_back_by_a_receipt_that_comes_late() throws Exception {
        try (Phone phone = Phone.of(wallet)) {
            Desk.Asked asked = Desk.answers(number).asks(Map.of());
            phone.next();
            phone.says(asked.id(), Arrival.Channel.PUSH);
            Object first = delivery(asked, "push").get("changed_at");
            phone.says(asked.id(), Arrival.Channel.PUSH);
            assertThat(delivery(asked, "push")).containsEntry("changed_at", first);

            assertThat(phone.opens(asked.id())).isEqualTo(204);
            phone.says(asked.id(), Arrival.Channel.PUSH);

            assertThat(delivery(asked, "push")).containsEntry("state", "opened");
            assertThat(asked.state()).isEqualTo("opened");
        }
    }

    @Test
    void a_receipt_for_a_challenge_that_is_over_does_not_bring_it_back() throws Exception {
        try (Phone phone = Phone.of(wallet)) {
            Desk desk = Desk.answers(number);
            Desk.Asked asked = desk.asks(Map.of());
            phone.next();
            desk.closes();

            assertThat(phone.says(asked.id(), Arrival.Channel.PUSH)).isEqualTo(204);

            assertThat(asked.state()).isEqualTo("cancelled");
        }
    }

    @Test
    void a_wallet_of_another_customer_cannot_make_it_look_delivered() {
        TestWallet mallory = bank.wallet(bank.customer());
        Desk.Asked asked = Desk.answers(number).asks(Map.of());

        assertThat(Phone.says(mallory, asked.id(), Arrival.Channel.INBOX)).isEqualTo(404);
        assertThat(Phone.says(mallory, "chl_none", Arrival.Channel.INBOX)).isEqualTo(404);

        assertThat(asked.state()).isEqualTo("requested");
    }

    @Test
    void a_wallet_that_was_not_asked_on_this_way_cannot_make_it_look_delivered() {
        Desk.Asked asked = Desk.answers(number).asks(Map.of());
        TestWallet later = bank.wallet(number);

        assertThat(Phone.says(wallet, asked.id(), Arrival.Channel.PUSH)).isEqualTo(204);
        assertThat(Phone.says(later, asked.id(), Arrival.Channel.INBOX)).isEqualTo(204);

        assertThat(asked.state()).isEqualTo("requested");
    }

    @Test
    void a_receipt_by_a_way_that_does_not_exist_is_malformed() {
        Desk.Asked asked = Desk.answers(number).asks(Map.of());
        for (String body : new String[] {"{}", "{\"channel\":\"text_message\"}", "{\"channel\":1}", "[]", "x"}) {
            wallet.send(
                            "POST",
                            "/wallet/v1/challenges/" + asked.id() + "/delivered",
                            body.getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(400);
        }
    }

    static Map<String, Object> delivery(Desk.Asked asked, String channel) {
        return asked.now().getMap("deliveries.find { it.channel == '" + channel + "' }");
    }

    @Test
    void a_push_that_is_handed_over_in_the_moment_in_which_its_challenge_ends_is_taken_back() throws Exception {
        try (TroubledPushService slow = new TroubledPushService(TroubledPushService.Trouble.SLOW)) {
            wallet.send(
                            "PUT",
                            "/wallet/v1/push_subscription",
                            Json.print(slow.subscription().toJson()))
                    .then()
                    .statusCode(204);
            Desk.Asked asked = Desk.answers(number).asks(Map.of());
            assertThat(slow.wasAsked()).isTrue();
            WalletId id = new WalletId(String.valueOf(delivery(asked, "push").get("wallet")));

            try (Phone phone = Phone.of(wallet)) {
                Thread desk = new Thread(asked::cancel);
                QuarkusTransaction.begin();
                noteDelivery.onDelivery(asked.id(), new DeliveryReport.Sent(id.phone(), clock.instant()));
                desk.start();
                somebodyWaitsForUs();
                QuarkusTransaction.commit();
                desk.join();

                assertThat(phone.next().event()).isEqualTo(new InboxEvent.Closed(asked.id(), "cancelled"));
            }
        }
    }

    private void somebodyWaitsForUs() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Object waiting = 0L;
        while (waiting.equals(0L) && System.nanoTime() < deadline) {
            waiting = entityManager
                    .createNativeQuery("select count(*) from pg_locks where not granted", Long.class)
                    .getSingleResult();
        }
        assertThat(waiting).as("transactions that wait").isNotEqualTo(0L);
    }

    static void becomes(Desk.Asked asked, String channel, String state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!state.equals(delivery(asked, channel).get("state")) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(delivery(asked, channel)).containsEntry("state", state);
    }
}
