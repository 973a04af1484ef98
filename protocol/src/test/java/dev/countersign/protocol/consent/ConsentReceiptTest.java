package dev.countersign.protocol.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentReceipt.Answer;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConsentReceiptTest {
    private static final String BANK = "did:web:bank.example";
    private static final KeyPair ORGANISATION = Keys.generate(SignatureAlgorithm.ES256);
    private static final ConsentReceipt RECEIPT = receipt(Answer.APPROVED, List.of(ClaimPath.of("given_name")));

    private static ConsentReceipt receipt(Answer answer, List<ClaimPath> disclosed) {
        return new ConsentReceipt(
                BANK,
                Instant.parse("2026-01-01T10:00:01Z"),
                "rcp_1",
                "chl_1",
                new ConsentReceipt.PurposeVersion("address_change", 3),
                List.of(ClaimPath.of("given_name"), ClaimPath.of("address", "locality")),
                answer,
                disclosed,
                "thumb",
                "hash",
                Instant.parse("2026-01-01T10:00:00.250Z"),
                Optional.empty());
    }

    private static final Salt SALT = Salt.of(new byte[Salt.BYTES]);
    private static final VerifierKey LOG = VerifierKey.of(
            "bank.example/log",
            SignatureType.ED25519,
            Keys.generate(SignatureAlgorithm.EDDSA).getPublic());
    private static final ConsentReceipt LOGGED = RECEIPT.logged(LOG, SALT);

    @Test
    void a_logged_receipt_carries_its_log_and_what_its_entry_opens_with() {
        assertThat(verify(LOGGED.sign(JwsSigner.of(ORGANISATION), "k1"), BANK))
                .isEqualTo(Verification.verified(LOGGED));
        assertThat(LOGGED.logged().orElseThrow().commitment()).isEqualTo(Commitment.to(RECEIPT.toJson(), SALT));
    }

    @Test
    void a_receipt_that_points_at_the_entry_of_another_is_rejected() {
        var other = receipt(Answer.DECLINED, List.of()).logged(LOG, SALT);
        var swapped = RECEIPT.toJson();
        swapped.set("log", other.toJson().get("log"));
        var signed = Jws.sign(
                        Json.object().put("typ", ConsentReceipt.TYPE), Json.print(swapped), JwsSigner.of(ORGANISATION))
                .compact();
        assertThat(reason(verify(signed, BANK))).isEqualTo(RejectionReason.CLAIM_INVALID);
    }

    @Test
    void what_was_signed_is_verified_and_read_back() {
        assertThat(verify(RECEIPT.sign(JwsSigner.of(ORGANISATION), "k1"), BANK))
                .isEqualTo(Verification.verified(RECEIPT));
    }

    @Test
    void a_receipt_signed_by_another_key_is_rejected() {
        var forged = RECEIPT.sign(JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256)), "k1");
        assertThat(reason(verify(forged, BANK))).isEqualTo(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_receipt_of_another_organisation_is_rejected() {
        var signed = RECEIPT.sign(JwsSigner.of(ORGANISATION), "k1");
        assertThat(reason(verify(signed, "did:web:other.example"))).isEqualTo(RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Test
    void another_kind_of_token_of_the_organisation_is_no_receipt() {
        var other = Jws.sign(
                        Json.object().put("typ", "at+jwt"), Json.print(RECEIPT.toJson()), JwsSigner.of(ORGANISATION))
                .compact();
        assertThat(reason(verify(other, BANK))).isEqualTo(RejectionReason.WRONG_TYPE);
    }

    @Test
    void a_refusal_that_disclosed_something_cannot_be_stated() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> receipt(Answer.DECLINED, List.of(ClaimPath.of("given_name"))));
    }

    @Property
    void whatever_arrives_is_rejected_and_nothing_is_thrown(@ForAll String text) {
        assertThat(verify(text, BANK)).isInstanceOf(Verification.Rejected.class);
    }

    private static Verification<ConsentReceipt> verify(String compact, String issuer) {
        return ConsentReceipt.verify(compact, ORGANISATION.getPublic(), issuer);
    }

    private static RejectionReason reason(Verification<?> outcome) {
        return ((Verification.Rejected<?>) outcome).reason();
    }
}
