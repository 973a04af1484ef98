package dev.countersign.service.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.wallet.Arrival;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.holder.TestWallet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as delivered: the wallet's word, and nothing else. */
@QuarkusTest
class DeliveryReceiptsTest {
    @Inject
    Bank bank;

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

    static void becomes(Desk.Asked asked, String channel, String state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!state.equals(delivery(asked, channel).get("state")) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(delivery(asked, channel)).containsEntry("state", state);
    }
}
