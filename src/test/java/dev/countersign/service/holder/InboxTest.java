package dev.countersign.service.holder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboxTest {
    private static final String PATH = "/wallet/v1/inbox";

    @Inject
    Bank bank;

    @Inject
    Wallets wallets;

    @Inject
    SuspendWallet suspend;

    @Inject
    RemoveWallet remove;

    @Inject
    Events events;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    private TestWallet wallet;
    private WalletId id;

    @BeforeEach
    void an_enrolled_wallet() {
        wallet = bank.wallet(bank.customer());
        id = wallets.findByKey(wallet.key()).orElseThrow().id();
    }

    @Test
    void a_challenge_arrives_while_the_wallet_listens() throws IOException {
        try (Inbox inbox = listen(Optional.empty())) {
            ObjectNode challenge = publish("now", Duration.ofMinutes(2));
            Inbox.Heard heard = inbox.next();
            assertThat(heard.event()).isEqualTo("challenge");
            assertThat(Json.parse(heard.data())).isEqualTo(challenge);
            assertThat(heard.id()).isNotEmpty();
        }
    }

    @Test
    void pending_challenges_are_sent_on_connection_and_expired_ones_are_not() throws IOException {
        publish("expired", Duration.ofSeconds(-1));
        ObjectNode pending = publish("pending", Duration.ofMinutes(2));
        try (Inbox inbox = listen(Optional.empty())) {
            assertThat(Json.parse(inbox.next().data())).isEqualTo(pending);
        }
    }

    @Test
    void a_wallet_that_says_where_it_left_off_misses_nothing_and_hears_nothing_twice() throws IOException {
        publish("first", Duration.ofMinutes(2));
        String last;
        try (Inbox inbox = listen(Optional.empty())) {
            last = inbox.next().id();
        }
        ObjectNode second = publish("second", Duration.ofMinutes(2));
        try (Inbox inbox = listen(Optional.of(last))) {
            assertThat(Json.parse(inbox.next().data())).isEqualTo(second);
        }
    }

    @Test
    void a_wallet_hears_nothing_of_another() throws IOException {
        TestWallet other = bank.wallet(bank.customer());
        WalletId others = wallets.findByKey(other.key()).orElseThrow().id();
        try (Inbox inbox = listen(Optional.empty())) {
            QuarkusTransaction.requiringNew()
                    .run(() -> events.publish(
                            others.inboxTopic(), "closed", Json.object().put("challenge", "theirs")));
            publish("mine", Duration.ofMinutes(2));
            assertThat(inbox.next().data()).contains("mine");
        }
    }

    @Test
    void the_inbox_of_a_wallet_that_is_suspended_or_removed_is_closed_at_once() throws IOException {
        String last;
        try (Inbox inbox = listen(Optional.empty())) {
            suspend.suspend(id);
            last = inbox.next().id();
            assertThat(inbox.ends()).isTrue();
        }
        suspend.reinstate(id);
        ObjectNode later = publish("later", Duration.ofMinutes(2));
        try (Inbox inbox = listen(Optional.of(last))) {
            assertThat(Json.parse(inbox.next().data())).isEqualTo(later);
            remove.remove(wallets.find(id).orElseThrow());
            assertThat(inbox.next().event()).isEqualTo(InboxNotice.SIGNED_OUT);
            assertThat(inbox.ends()).isTrue();
        }
    }

    @Test
    void an_inbox_without_proof_or_with_a_made_up_position_is_refused() {
        RestAssured.get(PATH).then().statusCode(401);
        RestAssured.given()
                .header("DPoP", wallet.proof("GET", PATH, new byte[0]))
                .header("Last-Event-ID", "1 or 1=1")
                .get(PATH)
                .then()
                .statusCode(400);
    }

    private Inbox listen(Optional<String> lastEventId) {
        return Inbox.open(publicUrl.resolve(PATH), wallet.proof("GET", PATH, new byte[0]), lastEventId);
    }

    private ObjectNode publish(String name, Duration lifetime) {
        ObjectNode challenge = Json.object()
                .put("type", "challenge")
                .put("request", "openid4vp://?request_uri=" + name)
                .put("expires_at", clock.instant().plus(lifetime).toString());
        QuarkusTransaction.requiringNew().run(() -> events.publish(id.inboxTopic(), "challenge", challenge));
        return challenge;
    }
}
