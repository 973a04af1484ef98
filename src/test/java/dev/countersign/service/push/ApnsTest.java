package dev.countersign.service.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.server.RejectionReason;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.wallet.PushKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EveryPhone.class)
class ApnsTest {
    private static ApnsServer apns;

    @Inject
    SendPush sendPush;

    @Inject
    PhoneSubscriptions subscriptions;

    @Inject
    Deliveries deliveries;

    @Inject
    Clock clock;

    private final PhoneId phone = new PhoneId("wal_" + UUID.randomUUID());
    private final String reference = "chl_" + UUID.randomUUID();
    private final String device = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    private final PushKeys keys = PushKeys.generate();
    private final InboxEvent closed = new InboxEvent.Closed("chl_1", "verified");

    @BeforeAll
    static void apns_is_there() {
        apns = new ApnsServer();
    }

    @AfterAll
    static void apns_goes() {
        apns.close();
    }

    @BeforeEach
    void a_phone_is_pushed_by_apns() {
        subscriptions.save(phone, Subscriptions.of(keys, PushPlatform.APNS, device));
    }

    @Test
    void a_notification_names_words_of_the_app_and_only_the_wallet_can_read_the_rest() {
        Instant before = clock.instant();
        send();

        ApnsServer.Received received = apns.next();
        Map<String, String> headers = received.headers();
        assertThat(headers)
                .containsEntry(":path", "/3/device/" + device)
                .containsEntry("apns-topic", EveryPhone.TOPIC)
                .containsEntry("apns-priority", "10")
                .containsEntry("apns-push-type", "alert");
        assertThat(headers.get("apns-collapse-id")).matches("[A-Za-z0-9_-]{32}");
        assertThat(Instant.ofEpochSecond(Long.parseLong(headers.get("apns-expiration"))))
                .isBetween(before.plusSeconds(100), before.plusSeconds(121));
        assertThat(received.json().path("aps").path("alert").path("loc-key").asText())
                .isEqualTo("COUNTERSIGN_ASKED");
        assertThat(received.json().path("aps").path("mutable-content").asInt()).isEqualTo(1);
        assertThat(keys.open(received.encrypted())).isEqualTo(Verification.verified(closed));
        assertThat(new String(received.payload(), StandardCharsets.UTF_8))
                .doesNotContain("chl_", "verified", reference);
        assertSent();
    }

    @Test
    void the_largest_message_fits_into_what_apns_takes() {
        ObjectNode large = Json.object().put("x", "y".repeat(PushMessage.MAX_BODY_BYTES - 8));

        sendPush.send(phone, PushMessage.ring(large, clock.instant().plusSeconds(60), reference));

        assertThat(apns.next().payload().length).isLessThanOrEqualTo(4_096);
        assertSent();
    }

    @Test
    void a_device_without_the_app_is_forgotten() {
        for (RejectionReason gone : List.of(RejectionReason.UNREGISTERED, RejectionReason.BAD_DEVICE_TOKEN)) {
            subscriptions.save(phone, Subscriptions.of(keys, PushPlatform.APNS, device));
            apns.rejecting(gone);
            send();
            assertFailed(DeliveryFailure.SUBSCRIPTION_GONE);
            assertThat(subscriptions.find(phone)).isEmpty();
            apns.next();
        }
    }

    @Test
    void a_provider_token_that_has_expired_is_replaced_once_and_the_notification_goes_out() {
        apns.rejecting(RejectionReason.EXPIRED_PROVIDER_TOKEN);
        send();
        String first = apns.next().headers().get("authorization");
        assertThat(apns.next().headers().get("authorization")).isNotEqualTo(first);
        assertSent();
    }

    @Test
    void a_provider_token_that_is_refused_again_is_the_operators_trouble_and_no_phone_is_forgotten() {
        apns.rejecting(RejectionReason.INVALID_PROVIDER_TOKEN);
        send();
        assertFailed(DeliveryFailure.NOT_ALLOWED);
        assertThat(subscriptions.find(phone)).isPresent();
        apns.next();
    }

    @Test
    void a_notification_that_apns_does_not_understand_is_not_sent_again() {
        apns.rejecting(RejectionReason.BAD_COLLAPSE_ID);
        send();
        assertFailed(DeliveryFailure.REFUSED);
        apns.next();
        assertThat(apns.waiting()).isZero();
    }

    @Test
    void throttling_and_trouble_at_apns_are_tried_again() {
        apns.rejecting(RejectionReason.TOO_MANY_REQUESTS).rejecting(RejectionReason.SERVICE_UNAVAILABLE);
        send();
        apns.next();
        apns.next();
        assertThat(keys.open(apns.next().encrypted())).isEqualTo(Verification.verified(closed));
        assertSent();
    }

    @Test
    void a_connection_that_is_cut_is_made_again() {
        send();
        assertSent();
        apns.next();
        apns.goDown();
        send();
        apns.comeBack();
        assertThat(keys.open(apns.next().encrypted())).isEqualTo(Verification.verified(closed));
        assertSent();
    }

    @Test
    void apns_that_does_not_answer_in_time_is_asked_again() {
        CountDownLatch never = new CountDownLatch(1);
        apns.answeringWhen(never);
        send();
        apns.next();
        apns.answeringWhen(new CountDownLatch(0));
        // Its one connection is stuck until the server gives up, after our patience is over.
        assertThat(keys.open(apns.next().encrypted())).isEqualTo(Verification.verified(closed));
        never.countDown();
        assertSent();
    }

    @Test
    void what_takes_a_notification_back_is_silent_and_has_the_same_collapse_id() {
        send();
        String id = apns.next().headers().get("apns-collapse-id");
        assertSent();

        sendPush.send(
                phone, PushMessage.takeBack(closed.pushed(), clock.instant().plusSeconds(15), reference));

        ApnsServer.Received received = apns.next();
        assertThat(received.headers())
                .containsEntry("apns-collapse-id", id)
                .containsEntry("apns-priority", "5")
                .containsEntry("apns-push-type", "background");
        assertThat(received.json().path("aps").has("alert")).isFalse();
        assertThat(received.json().path("aps").path("content-available").asInt())
                .isEqualTo(1);
        assertThat(deliveries.waiting(reference)).isZero();
    }

    private void send() {
        sendPush.send(phone, PushMessage.ring(closed.pushed(), clock.instant().plus(Duration.ofMinutes(2)), reference));
    }

    private void assertSent() {
        assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
    }

    private void assertFailed(DeliveryFailure failure) {
        assertThat(deliveries.next(reference))
                .isInstanceOfSatisfying(DeliveryReport.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(failure));
    }
}
