package dev.countersign.service.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.wallet.PushKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EveryPhone.class)
class FcmTest {
    private static FcmServer fcm;

    @Inject
    SendPush sendPush;

    @Inject
    PhoneSubscriptions subscriptions;

    @Inject
    Deliveries deliveries;

    @Inject
    MeterRegistry metrics;

    @Inject
    Clock clock;

    private final PhoneId phone = new PhoneId("wal_" + UUID.randomUUID());
    private final String reference = "chl_" + UUID.randomUUID();
    private final String device = "fcm-token:APA91b" + UUID.randomUUID();
    private final PushKeys keys = PushKeys.generate();
    private final InboxEvent closed = new InboxEvent.Closed("chl_1", "verified");

    @BeforeAll
    static void fcm_is_there() {
        fcm = new FcmServer();
    }

    @AfterAll
    static void fcm_goes() {
        fcm.close();
    }

    @BeforeEach
    void a_phone_is_pushed_by_fcm() {
        subscriptions.save(phone, Subscriptions.of(keys, PushPlatform.FCM, device));
    }

    @Test
    void a_message_is_a_data_message_that_only_the_wallet_can_read() {
        send();

        FcmServer.Received received = fcm.next();
        JsonNode message = received.message();
        assertThat(message.path("token").asText()).isEqualTo(device);
        assertThat(message.has("notification")).isFalse();
        assertThat(message.path("data").size()).isEqualTo(1);
        assertThat(message.path("android").path("priority").asText()).isEqualTo("HIGH");
        assertThat(Integer.parseInt(message.path("android").path("ttl").asText().replace("s", "")))
                .isBetween(100, 120);
        assertThat(message.path("android").path("collapse_key").asText()).matches("[A-Za-z0-9_-]{32}");
        assertThat(keys.open(received.encrypted())).isEqualTo(Verification.verified(closed));
        assertThat(new String(received.bytes(), StandardCharsets.UTF_8)).doesNotContain("chl_", "verified", reference);
        assertSent();
    }

    @Test
    void the_largest_message_fits_into_what_fcm_takes() {
        ObjectNode large = Json.object().put("x", "y".repeat(PushMessage.MAX_BODY_BYTES - 8));

        sendPush.send(phone, PushMessage.ring(large, clock.instant().plusSeconds(60), reference));

        assertThat(fcm.next().bytes().length).isLessThanOrEqualTo(4_096);
        assertSent();
    }

    @Test
    void one_token_serves_many_messages() {
        send();
        assertSent();
        int before = fcm.tokensGiven();
        send();
        assertSent();
        assertThat(fcm.tokensGiven()).isEqualTo(before);
        drain();
    }

    @Test
    void an_access_token_that_has_expired_is_replaced_once_and_the_message_goes_out() {
        send();
        assertSent();
        int before = fcm.tokensGiven();

        fcm.expireTokens();
        send();

        assertSent();
        assertThat(fcm.tokensGiven()).isEqualTo(before + 1);
        drain();
    }

    @Test
    void an_account_that_gets_no_token_any_more_is_told_as_the_operators_trouble() {
        double before = notAllowed();
        fcm.denyTokens(true);
        try {
            send();
            assertFailed(DeliveryFailure.NOT_ALLOWED);
        } finally {
            fcm.denyTokens(false);
        }
        assertThat(notAllowed()).isEqualTo(before + 1);
        assertThat(subscriptions.find(phone)).isPresent();
    }

    @Test
    void a_project_that_may_not_send_is_told_as_the_operators_trouble_and_no_phone_is_forgotten() {
        fcm.answering(403, "SENDER_ID_MISMATCH");
        send();
        assertFailed(DeliveryFailure.NOT_ALLOWED);
        assertThat(subscriptions.find(phone)).isPresent();
        drain();
    }

    @Test
    void a_device_without_the_app_is_forgotten() {
        fcm.answering(404, "UNREGISTERED");
        send();
        assertFailed(DeliveryFailure.SUBSCRIPTION_GONE);
        assertThat(subscriptions.find(phone)).isEmpty();
        drain();
    }

    @Test
    void a_token_that_is_none_is_forgotten() {
        fcm.refusingTheTokenOfTheDevice();
        send();
        assertFailed(DeliveryFailure.SUBSCRIPTION_GONE);
        assertThat(subscriptions.find(phone)).isEmpty();
        drain();
    }

    @Test
    void a_message_that_fcm_does_not_understand_is_not_sent_again() {
        fcm.answering(400, "INVALID_ARGUMENT");
        send();
        assertFailed(DeliveryFailure.REFUSED);
        assertThat(subscriptions.find(phone)).isPresent();
        drain();
    }

    @Test
    void a_quota_that_is_used_up_is_waited_for_as_long_as_fcm_asks() {
        fcm.answering(429, "QUOTA_EXCEEDED", "2");
        send();
        FcmServer.Received first = fcm.next();
        FcmServer.Received second = fcm.next();
        assertThat(second.nanos() - first.nanos()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(1_900));
        assertSent();
    }

    @Test
    void a_quota_beyond_the_deadline_is_told_at_once() {
        fcm.answering(429, "QUOTA_EXCEEDED", "3600");
        send();
        assertFailed(DeliveryFailure.EXPIRED);
        drain();
    }

    @Test
    void trouble_at_fcm_and_a_connection_that_is_cut_are_tried_again() {
        fcm.answering(503, "UNAVAILABLE").cutting();
        send();
        fcm.next();
        fcm.next();
        assertThat(keys.open(fcm.next().encrypted())).isEqualTo(Verification.verified(closed));
        assertSent();
    }

    @Test
    void what_takes_a_message_back_is_silent_and_has_the_same_collapse_key() {
        send();
        String key = fcm.next().message().path("android").path("collapse_key").asText();
        assertSent();

        sendPush.send(
                phone, PushMessage.takeBack(closed.pushed(), clock.instant().plusSeconds(15), reference));

        JsonNode android = fcm.next().message().path("android");
        assertThat(android.path("collapse_key").asText()).isEqualTo(key);
        assertThat(android.path("priority").asText()).isEqualTo("NORMAL");
        assertThat(Integer.parseInt(android.path("ttl").asText().replace("s", "")))
                .isLessThanOrEqualTo(15);
        assertThat(deliveries.waiting(reference)).isZero();
    }

    private double notAllowed() {
        return metrics.counter("countersign.push.attempts", "platform", "fcm", "outcome", "not_allowed")
                .count();
    }

    private void drain() {
        while (fcm.waiting() > 0) {
            fcm.next();
        }
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
