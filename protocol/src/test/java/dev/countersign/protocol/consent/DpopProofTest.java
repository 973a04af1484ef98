package dev.countersign.protocol.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DpopProofTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final KeyPair HOLDER = Keys.generate(SignatureAlgorithm.ES256);
    private static final PublicJwk KEY = PublicJwk.of(HOLDER.getPublic());
    private static final JwsSigner SIGNER = JwsSigner.of(HOLDER);
    private static final URI ENROLMENTS = URI.create("https://bank.example/wallet/v1/enrolments");
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final DpopProof.Request REQUEST = DpopProof.Request.of("POST", ENROLMENTS, BODY);

    @Test
    void a_proof_shows_the_key_of_the_holder() {
        assertThat(verify(DpopProof.make(REQUEST, SIGNER, KEY, NOW), REQUEST, NOW))
                .isInstanceOfSatisfying(Verification.Verified.class, verified -> assertThat(
                                ((DpopProof.Proven) verified.value()).key().isSameKeyAs(KEY))
                        .isTrue());
    }

    @Test
    void query_case_and_usual_port_do_not_count() {
        var proof = DpopProof.make(
                DpopProof.Request.of("GET", URI.create("https://bank.example/a?x=1#y"), new byte[0]), SIGNER, KEY, NOW);
        var asReceived = DpopProof.Request.of("GET", URI.create("HTTPS://Bank.Example:443/a?z=2"), new byte[0]);
        assertThat(verify(proof, asReceived, NOW)).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void every_proof_has_an_id_of_its_own() {
        assertThat(DpopProof.make(REQUEST, SIGNER, KEY, NOW)).isNotEqualTo(DpopProof.make(REQUEST, SIGNER, KEY, NOW));
    }

    @Test
    void a_stolen_proof_with_another_body_is_rejected() {
        var other = DpopProof.Request.of("POST", ENROLMENTS, "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        rejected(DpopProof.make(REQUEST, SIGNER, KEY, NOW), other, RejectionReason.CLAIM_INVALID);
    }

    @Test
    void a_stolen_proof_does_not_cover_another_body_that_is_read_later() {
        var unread = DpopProof.Request.unread("POST", ENROLMENTS);
        assertThat(verify(DpopProof.make(REQUEST, SIGNER, KEY, NOW), unread, NOW))
                .isInstanceOfSatisfying(Verification.Verified.class, verified -> {
                    var proven = (DpopProof.Proven) verified.value();
                    assertThat(proven.covers(BODY)).isTrue();
                    assertThat(proven.covers("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                            .isFalse();
                    assertThat(proven.covers(new byte[0])).isFalse();
                });
    }

    @Test
    void a_stolen_proof_of_an_empty_request_does_not_carry_a_body() {
        var empty = DpopProof.Request.of("POST", ENROLMENTS, new byte[0]);
        rejected(DpopProof.make(empty, SIGNER, KEY, NOW), REQUEST, RejectionReason.CLAIM_INVALID);
        rejected(DpopProof.make(REQUEST, SIGNER, KEY, NOW), empty, RejectionReason.CLAIM_INVALID);
    }

    @Test
    void a_stolen_proof_for_another_place_or_method_is_rejected() {
        var proof = DpopProof.make(REQUEST, SIGNER, KEY, NOW);
        rejected(proof, DpopProof.Request.of("PUT", ENROLMENTS, BODY), RejectionReason.WRONG_AUDIENCE);
        rejected(
                proof,
                DpopProof.Request.of("POST", URI.create("https://bank.example/wallet/v1/receipts"), BODY),
                RejectionReason.WRONG_AUDIENCE);
        rejected(
                proof,
                DpopProof.Request.of("POST", URI.create("https://evil.example/wallet/v1/enrolments"), BODY),
                RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void an_old_proof_and_one_from_the_future_are_rejected() {
        var proof = DpopProof.make(REQUEST, SIGNER, KEY, NOW);
        assertThat(verify(proof, REQUEST, NOW.plusSeconds(59))).isInstanceOf(Verification.Verified.class);
        assertThat(reason(verify(proof, REQUEST, NOW.plusSeconds(60)))).isEqualTo(RejectionReason.STALE);
        assertThat(reason(verify(proof, REQUEST, NOW.minusSeconds(60)))).isEqualTo(RejectionReason.STALE);
    }

    @Test
    void a_proof_signed_by_another_key_than_it_shows_is_rejected() {
        var attacker = JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256));
        rejected(DpopProof.make(REQUEST, attacker, KEY, NOW), REQUEST, RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void another_kind_of_token_signed_by_the_holder_is_no_proof() {
        ObjectNode header = Json.object().put("typ", "kb+jwt");
        header.set("jwk", KEY.toJson());
        rejected(Jws.sign(header, BODY, SIGNER).compact(), REQUEST, RejectionReason.WRONG_TYPE);
    }

    @Test
    void a_proof_that_shows_a_private_key_is_rejected() {
        ObjectNode header = Json.object().put("typ", DpopProof.TYPE);
        header.set("jwk", Keys.toPrivateJwk(HOLDER));
        rejected(Jws.sign(header, BODY, SIGNER).compact(), REQUEST, RejectionReason.MALFORMED);
    }

    @Property
    void whatever_arrives_is_rejected_and_nothing_is_thrown(@ForAll String text) {
        assertThat(verify(text, REQUEST, NOW)).isInstanceOf(Verification.Rejected.class);
    }

    private static Verification<DpopProof.Proven> verify(String proof, DpopProof.Request request, Instant now) {
        return DpopProof.verify(proof, request, now, DpopProof.MAX_AGE);
    }

    private static void rejected(String proof, DpopProof.Request request, RejectionReason reason) {
        assertThat(reason(verify(proof, request, NOW))).isEqualTo(reason);
    }

    private static RejectionReason reason(Verification<?> outcome) {
        return ((Verification.Rejected<?>) outcome).reason();
    }
}
