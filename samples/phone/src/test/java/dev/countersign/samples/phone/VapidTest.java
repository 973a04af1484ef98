package dev.countersign.samples.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VapidTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String ORIGIN = "http://localhost:8081";

    private final KeyPair bank = Keys.generate(SignatureAlgorithm.ES256);
    private final KeyPair attacker = Keys.generate(SignatureAlgorithm.ES256);

    private static String point(KeyPair pair) {
        ObjectNode jwk = PublicJwk.of(pair.getPublic()).toJson();
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(Base64Url.decode(jwk.path("x").asText()), 0, point, 1, 32);
        System.arraycopy(Base64Url.decode(jwk.path("y").asText()), 0, point, 33, 32);
        return Base64Url.encode(point);
    }

    private static String token(KeyPair signer, String audience, Duration validity) {
        ObjectNode claims =
                Json.object().put("aud", audience).put("exp", NOW.plus(validity).getEpochSecond());
        return Jws.sign(Json.object().put("typ", "JWT"), Json.print(claims), JwsSigner.of(signer))
                .compact();
    }

    private Verification<String> verify(String token, String key) {
        return Vapid.verify("vapid t=" + token + ", k=" + key, Set.of(point(bank)), ORIGIN, NOW);
    }

    private static void assertRefused(Verification<String> verdict, RejectionReason reason) {
        assertThat(verdict).isInstanceOfSatisfying(Verification.Rejected.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    @Test
    void the_bank_may_push() {
        assertThat(verify(token(bank, ORIGIN, Duration.ofHours(1)), point(bank)))
                .isEqualTo(Verification.verified(point(bank)));
    }

    @Test
    void a_stranger_with_a_key_of_its_own_may_not_push() {
        assertRefused(
                verify(token(attacker, ORIGIN, Duration.ofHours(1)), point(attacker)),
                RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Test
    void naming_the_banks_key_without_having_it_does_not_help() {
        assertRefused(
                verify(token(attacker, ORIGIN, Duration.ofHours(1)), point(bank)), RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_token_made_for_another_push_service_is_refused() {
        assertRefused(
                verify(token(bank, "https://push.example", Duration.ofHours(1)), point(bank)),
                RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void a_token_is_refused_at_the_instant_it_expires() {
        assertRefused(verify(token(bank, ORIGIN, Duration.ZERO), point(bank)), RejectionReason.EXPIRED);
    }

    @Test
    void a_token_that_is_good_for_more_than_a_day_is_refused() {
        assertRefused(verify(token(bank, ORIGIN, Duration.ofHours(25)), point(bank)), RejectionReason.CLAIM_INVALID);
    }

    @Test
    void what_is_no_vapid_header_is_malformed() {
        assertRefused(Vapid.verify("Bearer abc", Set.of(point(bank)), ORIGIN, NOW), RejectionReason.MALFORMED);
        assertRefused(Vapid.verify("vapid t=abc", Set.of(point(bank)), ORIGIN, NOW), RejectionReason.MALFORMED);
    }
}
