package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushMessage;
import dev.countersign.protocol.wallet.PushSubscription;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PushKeysTest {
    private static final PushKeys KEYS = PushKeys.generate();
    private static final PushMessage MESSAGE = new PushMessage(
            URI.create("openid4vp://?client_id=a&request_uri=https%3A%2F%2Fbank.example%2Fr"),
            Instant.parse("2026-11-22T10:01:30Z"),
            Optional.of("chl_01k9"));
    private static final Verification<InboxEvent> ASKED = Verification.verified(new InboxEvent.Challenge(MESSAGE));

    private static byte[] encrypted(byte[] plaintext) throws GeneralSecurityException {
        PushSubscription subscription = KEYS.subscription(URI.create("https://push.example/p"));
        return new WebPushHybridEncrypt.Builder()
                .withAuthSecret(Base64Url.decode(subscription.auth()))
                .withRecipientPublicKey(Base64Url.decode(subscription.p256dh()))
                .build()
                .encrypt(plaintext, null);
    }

    @Test
    void what_was_encrypted_to_the_subscription_can_be_read() throws Exception {
        assertThat(KEYS.open(encrypted(Json.print(MESSAGE.toJson())))).isEqualTo(ASKED);
    }

    @Test
    void a_push_that_takes_a_question_back_can_be_read() throws Exception {
        InboxEvent closed = new InboxEvent.Closed("chl_01k9", "verified");

        assertThat(KEYS.open(encrypted(Json.print(closed.pushed())))).isEqualTo(Verification.verified(closed));
    }

    @Test
    void kept_keys_read_what_was_pushed_before() throws Exception {
        byte[] body = encrypted(Json.print(MESSAGE.toJson()));

        assertThat(PushKeys.fromStore(KEYS.toJson()).open(body)).isEqualTo(ASKED);
    }

    @Test
    void a_push_for_another_phone_is_refused() throws Exception {
        byte[] body = encrypted(Json.print(MESSAGE.toJson()));

        assertThat(PushKeys.generate().open(body))
                .isInstanceOfSatisfying(Verification.Rejected.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.ENCRYPTION_INVALID));
    }

    @Test
    void a_push_that_says_something_else_is_malformed() throws Exception {
        byte[] body = encrypted("{\"type\":\"advertisement\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(KEYS.open(body))
                .isInstanceOfSatisfying(Verification.Rejected.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.MALFORMED));
    }

    @Test
    void an_oversized_push_is_refused_unread() {
        assertThat(KEYS.open(new byte[PushKeys.MAX_BODY_BYTES + 1])).isInstanceOf(Verification.Rejected.class);
    }

    @Property(tries = 200)
    void whatever_is_pushed_is_refused_and_never_thrown(@ForAll @Size(max = 300) byte[] body) {
        assertThat(KEYS.open(body)).isInstanceOf(Verification.Rejected.class);
    }

    @Property(tries = 100)
    void a_flipped_bit_is_refused(@ForAll @IntRange(min = 0, max = 7) int bit, @ForAll @IntRange(max = 200) int at)
            throws Exception {
        byte[] body = encrypted(Json.print(MESSAGE.toJson()));
        body[at % body.length] ^= (byte) (1 << bit);

        assertThat(KEYS.open(body)).isInstanceOf(Verification.Rejected.class);
    }
}
