package dev.countersign.protocol.statuslist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusListTokenTest {
    private static final URI LIST = URI.create("https://bank.example/status_lists/1");
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant EXPIRY = NOW.plusSeconds(3_600);
    private static final KeyPair ISSUER = Keys.generate(SignatureAlgorithm.ES256);

    @Test
    void what_was_issued_is_verified_and_answers() {
        var token = ((Verification.Verified<VerifiedStatusListToken>) issued().verify(ISSUER.getPublic(), LIST, NOW))
                .value();

        assertThat(token.statusAt(5)).isEqualTo(Verification.verified(CredentialStatus.SUSPENDED));
        assertThat(token.statusAt(6)).isEqualTo(Verification.verified(CredentialStatus.VALID));
        assertThat(token.statusAt(64)).isInstanceOf(Verification.Rejected.class);
        assertThat(token.statusAt(-1)).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void a_list_signed_by_another_key_is_rejected() {
        var stranger = Keys.generate(SignatureAlgorithm.ES256).getPublic();
        assertThat(reason(issued().verify(stranger, LIST, NOW))).isEqualTo(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_genuine_list_served_for_another_uri_is_rejected() {
        var other = URI.create("https://bank.example/status_lists/2");
        assertThat(reason(issued().verify(ISSUER.getPublic(), other, NOW))).isEqualTo(RejectionReason.STATUS_INVALID);
    }

    @Test
    void an_old_list_is_rejected_from_its_expiry_on() {
        assertThat(issued().verify(ISSUER.getPublic(), LIST, EXPIRY.minusSeconds(1)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(reason(issued().verify(ISSUER.getPublic(), LIST, EXPIRY))).isEqualTo(RejectionReason.EXPIRED);
    }

    @Test
    void a_list_is_used_for_its_time_to_live_and_never_past_its_expiry() {
        var token = ((Verification.Verified<VerifiedStatusListToken>) issued().verify(ISSUER.getPublic(), LIST, NOW))
                .value();

        assertThat(token.usableUntil(NOW)).isEqualTo(NOW.plusSeconds(300));
        assertThat(token.usableUntil(EXPIRY.minusSeconds(10))).isEqualTo(EXPIRY);
    }

    private static StatusListToken issued() {
        var list = StatusList.of(2, 64);
        list.set(5, CredentialStatus.SUSPENDED.value());
        return StatusListToken.parse(StatusListToken.issue(
                new StatusListToken.Terms(LIST, NOW, EXPIRY, Duration.ofMinutes(5)),
                list,
                JwsSigner.of(ISSUER),
                "status-1"));
    }

    private static RejectionReason reason(Verification<?> outcome) {
        return ((Verification.Rejected<?>) outcome).reason();
    }
}
