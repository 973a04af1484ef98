package dev.countersign.service.webhook;

import static dev.countersign.service.webhook.Administrator.asks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers in trouble, nodes that die, and what an administrator sees of it. */
@QuarkusTest
class WebhookDeliveryTest {
    private static final String OPENED = "interaction.opened";

    @Inject
    PublishEvent publish;

    @Inject
    WebhookOutbox outbox;

    @Inject
    ForgetDeliveries forgetDeliveries;

    @Inject
    Clock clock;

    @Inject
    DeliveryLog log;

    @Inject
    WebhookEndpoints endpoints;

    private Receiver receiver;
    private Administrator.Endpoint endpoint;
    private Duration passed = Duration.ZERO;

    @BeforeEach
    void an_endpoint_is_added() {
        receiver = new Receiver();
        endpoint = Administrator.adds(receiver.uri(), OPENED);
    }

    @AfterEach
    void the_endpoint_is_removed() {
        endpoint.close();
        receiver.close();
    }

    @Test
    void what_a_transaction_says_that_rolls_back_is_never_said() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    happens("rolled back");
                    throw new IllegalStateException("the caller changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        happens("committed");

        assertThat(receiver.next().json().path("data").path("what").asText()).isEqualTo("committed");
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void a_receiver_that_was_down_for_a_moment_gets_the_message_with_the_same_id() {
        receiver.answering(500).answering(503);
        happens("x");
        Receiver.Received first = receiver.next();
        endpoint.delivery(log -> log.getInt("delivery.attempts") == 1 && log.getString("delivery.failure") != null);
        assertThat(receiver.waiting()).as("not before its time").isZero();

        passes(Duration.ofSeconds(7));
        Receiver.Received second = receiver.next();
        endpoint.delivery(log -> log.getList("log").size() == 2);
        passes(Duration.ofMinutes(7));
        Receiver.Received third = receiver.next();

        assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
        assertThat(third.body()).isEqualTo(first.body());
        assertThat(Long.parseLong(third.headers().getFirst("webhook-timestamp")))
                .as("the timestamp is this attempt's")
                .isGreaterThan(Long.parseLong(first.headers().getFirst("webhook-timestamp")) + 400);
        JsonPath log =
                endpoint.delivery(seen -> seen.getString("delivery.state").equals("delivered"));
        assertThat(log.getList("log.status")).containsExactly(500, 503, 204);
        assertThat(log.getString("delivery.webhook_id")).isEqualTo(first.id());
        assertThat(log.getString("body.data.what")).isEqualTo("x");
    }

    @Test
    void a_connection_that_is_cut_is_no_answer() {
        receiver.cutting();
        happens("x");
        Receiver.Received first = receiver.next();
        endpoint.delivery(log -> log.getList("log").size() == 1
                && log.getString("log[0].failure").contains("cut")
                && log.get("log[0].status") == null);
        passes(Duration.ofSeconds(7));
        assertThat(receiver.next().id()).isEqualTo(first.id());
        endpoint.delivery(log -> log.getString("delivery.state").equals("delivered"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 429, 502, 504})
    void whatever_is_not_2xx_is_a_failure_and_a_redirect_is_not_followed(int status) {
        receiver.answering(status, "Location", receiver.uri() + "/elsewhere");
        happens("x");
        receiver.next();
        JsonPath log = endpoint.delivery(seen -> seen.getList("log").size() == 1);
        assertThat(log.getString("delivery.state")).isEqualTo("pending");
        assertThat(log.getString("delivery.failure")).isEqualTo("status " + status);
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void a_receiver_that_asks_for_patience_gets_it_for_every_message() {
        receiver.answering(429, "Retry-After", "3600");
        happens("first");
        receiver.next();
        endpoint.delivery(log -> log.getList("log").size() == 1);
        happens("second");
        passes(Duration.ofMinutes(50));
        try (Receiver other = new Receiver();
                Administrator.Endpoint another = Administrator.adds(other.uri(), OPENED)) {
            happens("third");
            other.next();
            another.delivery(log -> log.getString("delivery.state").equals("delivered"));
        }
        assertThat(receiver.waiting()).as("fifty minutes are no hour").isZero();

        passes(Duration.ofMinutes(11));
        Set<String> told = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            told.add(receiver.next().json().path("data").path("what").asText());
        }
        assertThat(told).containsExactlyInAnyOrder("first", "second", "third");
    }

    @Test
    void a_receiver_that_is_gone_is_not_asked_again_and_the_administrator_sees_why() {
        receiver.answering(410);
        happens("x");
        receiver.next();
        Administrator.await(endpoint::now, seen -> seen.getString("state").equals("disabled"));

        assertThat(endpoint.now().getString("disabled.reason")).isEqualTo("gone");
        happens("y");
        assertThat(endpoint.deliveries("failed")).hasSize(2);
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void after_the_last_attempt_the_endpoint_is_disabled_and_others_that_asked_are_told() {
        receiver.always(500);
        try (Receiver watching = new Receiver();
                Administrator.Endpoint watch = Administrator.adds(watching.uri(), "webhook_endpoint.disabled")) {
            happens("x");
            String id = receiver.next().id();
            for (int attempt = 1; attempt <= RetrySchedule.WAITS.size(); attempt++) {
                int made = attempt;
                endpoint.delivery(log -> log.getList("log").size() == made);
                passes(Duration.ofHours(29));
                assertThat(receiver.next().id()).isEqualTo(id);
            }
            JsonPath disabled = Administrator.await(
                    endpoint::now, seen -> seen.getString("state").equals("disabled"));
            assertThat(disabled.getString("disabled.reason")).isEqualTo("failing");
            assertThat(disabled.getString("disabled.detail")).contains("Attempt 10", id, "status 500");
            assertThat(endpoint.deliveries("failed")).hasSize(1);

            Receiver.Received told = watching.next();
            assertThat(told.json().path("data").path("webhook_endpoint").asText())
                    .isEqualTo(endpoint.id());
            watch.delivery(log -> log.getString("delivery.state").equals("delivered"));
        }
    }

    @Test
    void a_message_that_a_receiver_never_takes_does_not_disable_it_when_it_takes_others() {
        receiver.always(400);
        happens("poison");
        String poison = endpoint.deliveries("pending").get(0).get("id").toString();
        for (int attempt = 0; attempt < RetrySchedule.WAITS.size(); attempt++) {
            receiver.next();
            int made = attempt + 1;
            Administrator.await(
                    () -> endpoint.delivery(poison), seen -> seen.getList("log").size() == made);
            if (made == 5) {
                receiver.answering(204);
                endpoint.test();
                receiver.next();
                Administrator.await(
                        () -> asks().get(endpoint.path() + "/deliveries?status=delivered")
                                .jsonPath(),
                        seen -> seen.getList("items").size() == 1);
            }
            passes(Duration.ofHours(29));
        }
        receiver.next();
        Administrator.await(
                () -> asks().get(endpoint.path() + "/deliveries?status=failed").jsonPath(),
                seen -> seen.getList("items").size() == 1);
        assertThat(endpoint.now().getString("state")).isEqualTo("enabled");
    }

    @Test
    void what_was_missed_while_an_endpoint_was_disabled_is_replayed_from_a_time_on() {
        endpoint.change(Map.of("state", "disabled"));
        happens("long ago");
        passes(Duration.ofHours(1));
        Instant since = clock.instant();
        happens("one");
        happens("two");
        asks().body(Map.of("failed_since", since.toString()))
                .post(endpoint.path() + "/deliveries/replay")
                .then()
                .statusCode(409);
        endpoint.change(Map.of("state", "enabled"));
        assertThat(receiver.waiting()).isZero();

        asks().body(Map.of("failed_since", since.toString()))
                .post(endpoint.path() + "/deliveries/replay")
                .then()
                .statusCode(200)
                .body("replayed", equalTo(2));

        assertThat(List.of(
                        receiver.next().json().path("data").path("what").asText(),
                        receiver.next().json().path("data").path("what").asText()))
                .containsExactlyInAnyOrder("one", "two");
        assertThat(endpoint.deliveries("failed")).hasSize(1);
    }

    @Test
    void a_delivered_message_is_replayed_with_its_id_and_one_under_way_is_not() {
        CountDownLatch patience = new CountDownLatch(1);
        receiver.answeringWhen(patience);
        happens("x");
        String id = receiver.next().id();
        String name = endpoint.deliveries("pending").get(0).get("id").toString();
        asks().post(endpoint.path() + "/deliveries/" + name + "/replay").then().statusCode(409);
        patience.countDown();
        endpoint.delivery(log -> log.getString("delivery.state").equals("delivered"));

        asks().post(endpoint.path() + "/deliveries/" + name + "/replay").then().statusCode(200);

        assertThat(receiver.next().id()).isEqualTo(id);
        assertThat(endpoint.delivery(log -> log.getList("log").size() == 2).getList("log.status"))
                .containsExactly(204, 204);
    }

    @Test
    void what_a_node_that_died_had_claimed_is_delivered_again_with_the_same_id_and_the_dead_record_nothing() {
        CountDownLatch patience = new CountDownLatch(1);
        receiver.answeringWhen(patience);
        happens("x");
        String first = receiver.next().id();
        // The node that holds it is as good as dead: its lease is over, and another takes the message up.
        passes(DeliveryLoop.LEASE.plusSeconds(1));
        ClaimedDelivery taken = Administrator.Patience.until(
                () -> outbox.claim(new EndpointId(endpoint.id()), 1, clock.instant(), Duration.ofSeconds(-1)).stream()
                        .findFirst());
        assertThat(taken.message().id()).isEqualTo(first);
        assertThat(taken.attempts()).isEqualTo(2);
        // It comes back from the dead, and its claim is void.
        patience.countDown();

        assertThat(receiver.next().id()).isEqualTo(first);
        JsonPath log =
                endpoint.delivery(seen -> seen.getString("delivery.state").equals("delivered"));
        assertThat(log.getInt("delivery.attempts")).isEqualTo(3);
        assertThat(QuarkusTransaction.requiringNew().call(() -> outbox.delivered(taken, clock.instant())))
                .isFalse();
    }

    @Test
    void a_delivery_is_claimed_by_one_node_only() {
        passes(Duration.ZERO);
        endpoint.change(Map.of("state", "disabled"));
        happens("x");
        // Enabled behind the back of this node's loop, which looks for enabled endpoints only.
        String name = endpoint.deliveries("failed").get(0).get("id").toString();
        QuarkusTransaction.requiringNew().run(() -> log.replay(new DeliveryId(name), clock.instant()));
        EndpointId id = new EndpointId(endpoint.id());
        assertThat(outbox.claim(id, 5, clock.instant(), Duration.ofMinutes(1))).hasSize(1);
        assertThat(outbox.claim(id, 5, clock.instant(), Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void a_slow_receiver_does_not_starve_another() {
        CountDownLatch patience = new CountDownLatch(1);
        receiver.alwaysWhen(patience);
        for (int i = 0; i < 100; i++) {
            happens("slow " + i);
        }
        receiver.next();
        try (Receiver quick = new Receiver();
                Administrator.Endpoint other = Administrator.adds(quick.uri(), OPENED)) {
            Instant start = Instant.now();
            for (int i = 0; i < 20; i++) {
                happens("quick " + i);
            }
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                ids.add(quick.next().id());
            }
            assertThat(ids).hasSize(20);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
            assertThat(receiver.waiting()).as("attempts under way").isLessThan(Lanes.WIDE);
            assertThat(other.id()).isNotEmpty();
        } finally {
            patience.countDown();
        }
    }

    @Test
    void while_a_secret_takes_the_place_of_another_both_sign_and_then_only_the_new_one() {
        String old = endpoint.secret();
        String fresh = endpoint.rotate(Map.of("old_valid_for", "PT1H")).getString("secret");
        assertThat(fresh).startsWith("whsec_").isNotEqualTo(old);
        happens("x");
        Receiver.Received between = receiver.next();
        assertThat(between.verify(old)).isInstanceOf(Verification.Verified.class);
        assertThat(between.verify(fresh)).isInstanceOf(Verification.Verified.class);

        String publicKey = endpoint.rotate(Map.of("signature", "v1a", "old_valid_for", "PT1M"))
                .getString("keys[0].public_key");
        happens("y");
        Receiver.Received three = receiver.next();
        for (String key : List.of(old, fresh, publicKey)) {
            assertThat(three.verify(key)).isInstanceOf(Verification.Verified.class);
        }

        // The older one ends with the new overlap, not with its own longer one.
        passes(Duration.ofMinutes(1));
        happens("z");
        Receiver.Received last = receiver.next();
        assertThat(last.headers().getFirst("webhook-signature"))
                .startsWith("v1a,")
                .doesNotContain(" ");
        assertThat(endpoint.now().getList("keys")).hasSize(1);
    }

    @Test
    void a_secret_that_is_known_to_others_is_replaced_at_once() {
        String old = endpoint.secret();
        String fresh = endpoint.rotate(Map.of("old_valid_for", "PT0S")).getString("secret");
        happens("x");
        Receiver.Received told = receiver.next();
        assertThat(told.verify(fresh)).isInstanceOf(Verification.Verified.class);
        assertThat(told.verify(old)).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void what_ended_long_ago_is_forgotten_and_what_is_pending_stays() {
        happens("old");
        receiver.next();
        endpoint.delivery(seen -> seen.getString("delivery.state").equals("delivered"));
        receiver.always(500);
        happens("stuck");
        receiver.next();
        endpoint.delivery(seen -> seen.getString("delivery.failure") != null);
        endpoint.change(Map.of("description", "nothing is tried any more while this test looks"));
        QuarkusTransaction.requiringNew()
                .run(() -> endpoints.pause(
                        new EndpointId(endpoint.id()), clock.instant().plus(Duration.ofDays(60))));

        passes(Duration.ofDays(31));
        // Other tests left many behind, and a run forgets a thousand.
        int forgotten;
        do {
            forgotten = forgetDeliveries.forget();
        } while (forgotten > 0);

        assertThat(endpoint.deliveries("delivered")).isEmpty();
        assertThat(endpoint.deliveries("pending")).hasSize(1);
    }

    private void happens(String what) {
        publish.publish(EventType.INTERACTION_OPENED, Json.object().put("what", what));
    }

    /** Lets time pass for the service, until the end of the test. */
    private void passes(Duration time) {
        passed = passed.plus(time);
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), passed), Clock.class);
    }
}
