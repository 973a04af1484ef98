package dev.countersign.service.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.subtle.EllipticCurves;
import com.google.crypto.tink.subtle.EllipticCurves.CurveType;
import com.google.crypto.tink.subtle.EllipticCurves.PointFormatType;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveryTest {
    @Inject
    SendPush sendPush;

    @Inject
    PhoneSubscriptions subscriptions;

    @Inject
    PushOutbox outbox;

    @Inject
    Deliveries deliveries;

    @Inject
    ApplicationServerKey serverKey;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    private final PhoneId phone = new PhoneId("wal_" + UUID.randomUUID());
    private final String reference = "chl_" + UUID.randomUUID();
    private final ObjectNode body = Json.object().put("type", "challenge").put("request", "openid4vp://?x=" + phone);

    @Test
    void a_message_reaches_the_phone_at_once_encrypted_for_it_alone_and_says_who_sends() throws Exception {
        try (PushService service = new PushService()) {
            subscribe(service);
            long sent = System.nanoTime();
            send(Duration.ofMinutes(2));

            PushService.Received received = service.next();
            assertThat(Duration.ofNanos(received.nanos() - sent)).isLessThan(Duration.ofSeconds(5));
            assertThat(service.read(received)).isEqualTo(body);
            assertThat(new String(received.body(), StandardCharsets.ISO_8859_1)).doesNotContain("challenge");
            assertThat(received.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
            assertThat(received.headers().getFirst("Urgency")).isEqualTo("high");
            assertThat(Integer.parseInt(received.headers().getFirst("TTL"))).isBetween(100, 120);
            assertThat(received.headers().getFirst("Topic")).matches("[A-Za-z0-9_-]{32}");
            identifiesUs(received.headers().getFirst("Authorization"), service);
            assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
            assertThat(deliveries.waiting(reference)).isZero();
        }
    }

    @Test
    void a_message_of_a_transaction_that_rolls_back_never_was() {
        try (PushService service = new PushService()) {
            subscribe(service);
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        sendPush.send(phone, PushMessage.ring(body, in(Duration.ofMinutes(2)), "rolled back"));
                        throw new IllegalStateException("the caller changed its mind");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            send(Duration.ofMinutes(2));
            assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
            assertThat(service.next()).isNotNull();
            assertThat(service.waiting()).isZero();
        }
    }

    @Test
    void a_push_service_that_is_down_is_tried_again_until_it_is_up() {
        PushService down = new PushService();
        down.close();
        subscribe(down);
        send(Duration.ofMinutes(2));
        try (PushService up = new PushService()) {
            subscribe(up);
            assertThat(up.read(up.next())).isEqualTo(body);
            assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
        }
    }

    @Test
    void trouble_on_the_other_side_is_waited_for_and_the_message_is_delivered_once() {
        try (PushService service = new PushService().answering(503).answering(500)) {
            subscribe(service);
            send(Duration.ofMinutes(2));
            PushService.Received first = service.next();
            PushService.Received second = service.next();
            PushService.Received third = service.next();
            assertThat(second.nanos() - first.nanos()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(450));
            assertThat(first.body()).as("fresh keys for each attempt").isNotEqualTo(second.body());
            assertThat(service.read(third)).isEqualTo(body);
            assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
            assertThat(service.waiting()).isZero();
        }
    }

    @Test
    void too_many_requests_wait_for_as_long_as_the_push_service_asks() {
        try (PushService service = new PushService().answering(429, "Retry-After", "3")) {
            subscribe(service);
            send(Duration.ofMinutes(2));
            PushService.Received first = service.next();
            PushService.Received second = service.next();
            assertThat(second.nanos() - first.nanos()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(2_900));
            assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
        }
    }

    @Test
    void a_push_service_that_asks_to_wait_beyond_the_deadline_is_reported_at_once() {
        try (PushService service = new PushService().answering(429, "Retry-After", "3600")) {
            subscribe(service);
            send(Duration.ofMinutes(2));
            assertFailed(DeliveryFailure.EXPIRED);
            assertThat(service.next()).isNotNull();
            assertThat(service.waiting()).isZero();
        }
    }

    @Test
    void a_subscription_that_is_gone_is_removed() {
        for (int gone : new int[] {404, 410}) {
            try (PushService service = new PushService().answering(gone)) {
                subscribe(service);
                send(Duration.ofMinutes(2));
                assertFailed(DeliveryFailure.SUBSCRIPTION_GONE);
                assertThat(subscriptions.find(phone)).isEmpty();
            }
        }
    }

    @Test
    void a_subscription_that_was_renewed_meanwhile_is_not_removed() {
        try (PushService old = new PushService();
                PushService renewal = new PushService()) {
            subscribe(old);
            subscribe(renewal);
            subscriptions.removeIfStill(phone, old.subscription(publicUrl).address());
            assertThat(subscriptions.find(phone).map(PushSubscription::address))
                    .contains(renewal.subscription(publicUrl).address());
        }
    }

    @Test
    void what_the_push_service_will_never_take_is_not_sent_again() {
        for (int refusal : new int[] {400, 403, 413, 307}) {
            try (PushService service = new PushService().answering(refusal, "Location", "http://127.0.0.1:1/")) {
                subscribe(service);
                send(Duration.ofMinutes(2));
                assertFailed(DeliveryFailure.REFUSED);
                assertThat(service.next()).isNotNull();
                assertThat(service.waiting()).isZero();
                assertThat(subscriptions.find(phone)).isPresent();
            }
        }
    }

    @Test
    void a_slow_push_service_does_not_hold_up_another() {
        CountDownLatch patience = new CountDownLatch(1);
        try (PushService slow = new PushService().answeringWhen(patience);
                PushService quick = new PushService()) {
            subscribe(slow);
            send(Duration.ofMinutes(2));
            assertThat(slow.next()).isNotNull();

            PhoneId other = new PhoneId("wal_" + UUID.randomUUID());
            subscriptions.save(other, quick.subscription(publicUrl));
            sendPush.send(other, PushMessage.ring(body, in(Duration.ofMinutes(2)), "other " + reference));
            assertThat(quick.next()).isNotNull();
            assertThat(deliveries.waiting(reference)).isZero();

            patience.countDown();
            assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
        }
    }

    @Test
    void a_message_that_has_expired_is_not_sent() {
        try (PushService service = new PushService()) {
            subscribe(service);
            send(Duration.ZERO);
            assertFailed(DeliveryFailure.EXPIRED);
            assertThat(service.waiting()).isZero();
        }
    }

    @Test
    void a_phone_without_a_subscription_is_reported() {
        send(Duration.ofMinutes(2));
        assertFailed(DeliveryFailure.NOT_SUBSCRIBED);
    }

    @Test
    void what_a_node_that_died_had_claimed_is_delivered_when_its_lease_lapses() {
        try (PushService service = new PushService()) {
            subscribe(service);
            // Put into the outbox without a word to this node, and claimed by another one, whose lease is over.
            String id = "psh_" + UUID.randomUUID();
            Instant later = clock.instant().plusSeconds(3_600);
            String text = new String(Json.print(body), StandardCharsets.UTF_8);
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.add(
                            new QueuedPush(id, phone, PushMessage.Kind.RING, text, later, reference), later));
            ClaimedPush dead = claim(id, later, Duration.ofSeconds(-3_610)).orElseThrow();

            assertThat(service.read(service.next())).isEqualTo(body);
            assertThat(deliveries.next(reference)).isInstanceOf(DeliveryReport.Sent.class);
            // It comes back from the dead: its claim is void, and it reports nothing.
            assertThat(QuarkusTransaction.requiringNew().call(() -> outbox.remove(dead)))
                    .isFalse();
        }
    }

    @Test
    void a_message_is_claimed_by_one_node_only() {
        String id = "psh_" + UUID.randomUUID();
        Instant later = clock.instant().plusSeconds(3_600);
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.add(
                        new QueuedPush(id, phone, PushMessage.Kind.RING, "{}", later.plusSeconds(60), reference),
                        later));
        assertThat(claim(id, later, Duration.ofMinutes(1))).isPresent();
        assertThat(claim(id, later, Duration.ofMinutes(1))).isEmpty();
        outbox.removeAll(phone);
    }

    @Test
    void more_than_fits_into_a_push_is_refused_before_it_is_queued() {
        ObjectNode large = Json.object().put("x", "y".repeat(PushMessage.MAX_BODY_BYTES));
        assertThatThrownBy(() -> PushMessage.ring(large, clock.instant(), reference))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Claims as another node does, whose clock shows this time; what else is due then is claimed with it. */
    private Optional<ClaimedPush> claim(String id, Instant now, Duration lease) {
        return outbox.claimDue(1_000, now, lease).stream()
                .filter(claimed -> claimed.message().id().equals(id))
                .findFirst();
    }

    private void identifiesUs(String authorization, PushService service) throws GeneralSecurityException {
        assertThat(authorization).matches("vapid t=[^ ,]+, k=" + serverKey.value());
        String jwt = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        var key = EllipticCurves.getEcPublicKey(
                CurveType.NIST_P256, PointFormatType.UNCOMPRESSED, Base64Url.decode(serverKey.value()));
        var verified = Jws.parse(jwt).verify(key, EnumSet.of(SignatureAlgorithm.ES256));
        assertThat(verified).isInstanceOfSatisfying(Verification.Verified.class, token -> {
            ObjectNode claims = (ObjectNode) token.value();
            assertThat(claims.path("aud").textValue())
                    .isEqualTo("http://127.0.0.1:" + service.uri().getPort());
            assertThat(Instant.ofEpochSecond(claims.path("exp").longValue()))
                    .isBetween(
                            clock.instant().plus(Duration.ofHours(1)),
                            clock.instant().plus(Duration.ofHours(24)));
        });
    }

    private void subscribe(PushService service) {
        subscriptions.save(phone, service.subscription(publicUrl));
    }

    private void send(Duration lifetime) {
        sendPush.send(phone, PushMessage.ring(body, in(lifetime), reference));
    }

    private Instant in(Duration lifetime) {
        return clock.instant().plus(lifetime);
    }

    private void assertFailed(DeliveryFailure failure) {
        assertThat(deliveries.next(reference))
                .isInstanceOfSatisfying(DeliveryReport.Failed.class, failed -> assertThat(failed.failure())
                        .isEqualTo(failure));
    }
}
