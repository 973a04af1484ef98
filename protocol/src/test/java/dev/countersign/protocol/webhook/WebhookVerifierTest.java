package dev.countersign.protocol.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WebhookVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final byte[] BODY = "{\"type\":\"challenge.verified\"}".getBytes(StandardCharsets.UTF_8);
    private static final String ID = "msg_1";

    private final WebhookSecret secret = WebhookSecret.generate(RandomSource.secure());
    private final WebhookPrivateKey privateKey = WebhookPrivateKey.generate();
    private final WebhookVerifier receiver = receiver(secret);

    @Test
    void a_message_is_read_once_it_is_verified() {
        assertThat(receiver.verify(headers(secret), BODY))
                .isInstanceOfSatisfying(Verification.Verified.class, verified -> {
                    VerifiedWebhook webhook = (VerifiedWebhook) verified.value();
                    assertThat(webhook.id()).isEqualTo(ID);
                    assertThat(webhook.sentAt()).isEqualTo(NOW);
                    assertThat(webhook.json().path("type").asText()).isEqualTo("challenge.verified");
                });
    }

    @Test
    void while_a_key_takes_the_place_of_another_a_receiver_with_either_accepts() {
        WebhookSecret next = WebhookSecret.generate(RandomSource.secure());
        WebhookVerifier.Headers both = headers(next, secret, privateKey);

        assertThat(receiver.verify(both, BODY)).isInstanceOf(Verification.Verified.class);
        assertThat(receiver(next).verify(both, BODY)).isInstanceOf(Verification.Verified.class);
        assertThat(receiver(privateKey.verifyingKey()).verify(both, BODY)).isInstanceOf(Verification.Verified.class);
        assertThat(receiver(next, secret).verify(headers(secret), BODY)).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void a_recorded_message_under_another_id_is_rejected() {
        WebhookVerifier.Headers signed = headers(secret);
        rejected(
                new WebhookVerifier.Headers("msg_2", signed.timestamp(), signed.signature()),
                RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_recorded_message_that_is_sent_again_later_is_rejected_as_stale() {
        WebhookVerifier later = new WebhookVerifier(
                List.of(secret),
                Clock.fixed(NOW.plus(StandardWebhooks.TOLERANCE).plusMillis(1), ZoneOffset.UTC));
        assertThat(later.verify(headers(secret), BODY))
                .isInstanceOfSatisfying(Verification.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.STALE));
    }

    @Test
    void a_message_from_the_future_is_rejected_as_stale() {
        String header = WebhookSigningKey.header(List.of(secret), ID, NOW.plusSeconds(301), BODY);
        rejected(
                new WebhookVerifier.Headers(ID, Long.toString(NOW.getEpochSecond() + 301), header),
                RejectionReason.STALE);
    }

    @Test
    void another_spelling_of_the_timestamp_is_rejected() {
        WebhookVerifier.Headers signed = headers(secret);
        for (String timestamp :
                List.of("0" + signed.timestamp(), "+" + signed.timestamp(), " ", "1e9", "9".repeat(40))) {
            rejected(new WebhookVerifier.Headers(ID, timestamp, signed.signature()), RejectionReason.MALFORMED);
        }
    }

    @Test
    void a_full_stop_in_the_id_that_would_move_the_timestamp_is_rejected() {
        rejected(new WebhookVerifier.Headers("msg.1", headers(secret).timestamp(), "v1,x"), RejectionReason.MALFORMED);
    }

    @Test
    void a_signature_without_its_padding_is_rejected() {
        WebhookVerifier.Headers signed = headers(secret);
        rejected(
                new WebhookVerifier.Headers(
                        ID, signed.timestamp(), signed.signature().replace("=", "")),
                RejectionReason.SIGNATURE_INVALID);
    }

    @Property(tries = 500)
    void hostile_headers_are_rejected(@ForAll String id, @ForAll String timestamp, @ForAll String signature) {
        assertThat(receiver.verify(new WebhookVerifier.Headers(id, timestamp, signature), BODY))
                .isInstanceOf(Verification.Rejected.class);
        assertThat(receiver(privateKey.verifyingKey())
                        .verify(
                                new WebhookVerifier.Headers(
                                        ID, Long.toString(NOW.getEpochSecond()), "v1a," + signature),
                                BODY))
                .isInstanceOf(Verification.Rejected.class);
    }

    @Property(tries = 500)
    void what_is_no_key_is_malformed(@ForAll String text) {
        for (String prefix : List.of("", "whsec_", "whpk_")) {
            assertThatThrownBy(() -> WebhookVerifyingKey.parse(prefix + text))
                    .isInstanceOf(MalformedInputException.class);
        }
        assertThatThrownBy(() -> WebhookPrivateKey.parse("whsk_" + text)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_secret_that_is_too_short_or_too_long_is_malformed() {
        for (int length : new int[] {0, 23, 65}) {
            String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
            assertThatThrownBy(() -> WebhookSecret.parse(text)).isInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void a_private_key_with_somebody_elses_public_half_is_malformed() {
        byte[] mine = Base64.getDecoder().decode(privateKey.text().substring(5));
        byte[] others =
                Base64.getDecoder().decode(WebhookPrivateKey.generate().text().substring(5));
        System.arraycopy(others, 32, mine, 32, 32);
        assertThatThrownBy(() ->
                        WebhookPrivateKey.parse("whsk_" + Base64.getEncoder().encodeToString(mine)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void keys_do_not_show_themselves() {
        assertThat(secret + " " + privateKey).doesNotContain("whsec", "whsk");
        assertThat(WebhookSecret.parse(secret.text()).text()).isEqualTo(secret.text());
        assertThat(WebhookPrivateKey.parse(privateKey.text()).text()).isEqualTo(privateKey.text());
    }

    private void rejected(WebhookVerifier.Headers headers, RejectionReason reason) {
        assertThat(receiver.verify(headers, BODY))
                .isInstanceOfSatisfying(Verification.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }

    private static WebhookVerifier receiver(WebhookVerifyingKey... keys) {
        return new WebhookVerifier(List.of(keys), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static WebhookVerifier.Headers headers(WebhookSigningKey... keys) {
        return new WebhookVerifier.Headers(
                ID, Long.toString(NOW.getEpochSecond()), WebhookSigningKey.header(List.of(keys), ID, NOW, BODY));
    }
}
