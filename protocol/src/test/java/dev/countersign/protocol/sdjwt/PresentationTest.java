package dev.countersign.protocol.sdjwt;

import static dev.countersign.protocol.sdjwt.Actors.ADDRESS;
import static dev.countersign.protocol.sdjwt.Actors.GIVEN_NAME;
import static dev.countersign.protocol.sdjwt.Actors.MAX_AGE;
import static dev.countersign.protocol.sdjwt.Actors.MAX_SKEW;
import static dev.countersign.protocol.sdjwt.Actors.NONCE;
import static dev.countersign.protocol.sdjwt.Actors.NOW;
import static dev.countersign.protocol.sdjwt.Actors.REQUIRED;
import static dev.countersign.protocol.sdjwt.Actors.STREET;
import static dev.countersign.protocol.sdjwt.Actors.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationTest {
    private static final Actors ACTORS = new Actors(SignatureAlgorithm.ES256);

    @ParameterizedTest
    @EnumSource
    void the_verifier_sees_what_the_holder_disclosed_and_nothing_else(SignatureAlgorithm algorithm) {
        Actors actors = new Actors(algorithm);

        VerifiedCredential seen = verified(actors.verifier().verify(read(actors.presents(GIVEN_NAME)), REQUIRED));

        assertThat(seen.claims().path("given_name").asText()).isEqualTo("Alice");
        assertThat(seen.claims().has("email")).isFalse();
        assertThat(seen.claims().has("address")).isFalse();
        assertThat(seen.claims().path("nationalities")).isEmpty();
        assertThat(seen.claims().has("_sd")).isFalse();
        assertThat(seen.claims().has("_sd_alg")).isFalse();
        assertThat(seen.issuer()).isEqualTo("https://bank.example");
        assertThat(seen.vct()).isEqualTo(Actors.VCT);
        assertThat(seen.holderKey()).contains(PublicJwk.of(actors.holder.getPublic()));
        assertThat(seen.expiresAt()).contains(NOW.plusSeconds(86_400));
        assertThat(seen.status().orElseThrow().index()).isEqualTo(7);
        assertThat(seen.keyBindingClaims().path("nonce").asText()).isEqualTo(NONCE.value());
    }

    @Test
    void everything_disclosed_is_what_the_issuer_put_in() {
        ObjectNode put = Json.parseObject(Json.print(ACTORS.claims()));

        assertThat(ACTORS.credential.unverifiedClaims()).isEqualTo(put);
        assertThat(verified(ACTORS.verifier().verify(read(ACTORS.credential), new KeyBinding.Waived()))
                        .claims())
                .isEqualTo(put);
    }

    @Test
    void an_inner_disclosure_brings_its_outer_one_and_no_sibling() {
        SdJwt presented = ACTORS.presents(STREET);

        assertThat(presented.disclosures()).hasSize(2);
        assertThat(verified(ACTORS.verifier().verify(presented, REQUIRED))
                        .claims()
                        .path("address"))
                .isEqualTo(ACTORS.claims().path("address"));
    }

    @Test
    void an_outer_disclosure_brings_all_that_is_inside_it() {
        assertThat(ACTORS.presents(ADDRESS).disclosures()).hasSize(2);
    }

    @Test
    void one_element_of_an_array_is_disclosed_alone() {
        SdJwt presented = ACTORS.presents(ClaimPath.of("nationalities", 1));

        assertThat(verified(ACTORS.verifier().verify(presented, REQUIRED))
                        .claims()
                        .path("nationalities"))
                .isEqualTo(Json.object().arrayNode().add("FR"));
    }

    @Test
    void decoys_stand_among_the_digests_and_lead_nowhere() {
        ObjectNode payload = ACTORS.credential.issuerJwt().claims();

        assertThat(payload.path("_sd")).hasSize(3 + 2);
        assertThat(payload.path("nationalities")).hasSize(3 + 2);
        assertThat(ACTORS.credential.disclosures()).hasSize(7);
    }

    @Test
    void an_issuer_does_not_hide_what_must_never_be_hidden() {
        assertThatThrownBy(() -> ACTORS.issuer().issue(ACTORS.claims(), DisclosureFrame.of(ClaimPath.of("cnf", "jwk"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_issuer_does_not_sign_a_reserved_name() {
        assertThatThrownBy(() -> ACTORS.issuer()
                        .issue(
                                (ObjectNode)
                                        ACTORS.claims().set("x", Json.object().put("_sd", 1)),
                                DisclosureFrame.nothing()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_presentation_without_key_binding_is_rejected_where_it_is_required() {
        assertRejected(
                SdJwtPresenter.disclose(ACTORS.credential, Set.of(GIVEN_NAME)), RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void a_presentation_made_for_another_request_is_rejected_as_replay() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME);

        assertRejected(
                ACTORS.verifier().verify(presented, new KeyBinding.Required(VERIFIER, Nonce.parse("other"), MAX_AGE)),
                RejectionReason.WRONG_NONCE);
    }

    @Test
    void a_presentation_made_for_another_verifier_is_rejected_as_phished() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME);

        assertRejected(
                ACTORS.verifier()
                        .verify(
                                presented,
                                new KeyBinding.Required(Audience.parse("https://evil.example"), NONCE, MAX_AGE)),
                RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void a_key_binding_is_refused_from_the_moment_it_is_too_old() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME);

        verified(ACTORS.verifierAt(NOW.plus(MAX_AGE).minusMillis(1)).verify(presented, REQUIRED));
        assertRejected(ACTORS.verifierAt(NOW.plus(MAX_AGE)).verify(presented, REQUIRED), RejectionReason.STALE);
    }

    @Test
    void a_key_binding_from_further_ahead_than_clocks_differ_is_rejected() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME);

        verified(ACTORS.verifierAt(NOW.minus(MAX_SKEW)).verify(presented, REQUIRED));
        assertRejected(
                ACTORS.verifierAt(NOW.minus(MAX_SKEW).minusSeconds(1)).verify(presented, REQUIRED),
                RejectionReason.STALE);
    }

    @Test
    void a_thief_of_the_credential_cannot_present_it_with_a_key_of_his_own() {
        KeyBindingInput thief = new KeyBindingInput(
                JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256)), VERIFIER, NONCE, NOW, Json.object());

        assertRejected(
                SdJwtPresenter.present(ACTORS.credential, Set.of(GIVEN_NAME), thief),
                RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void a_disclosure_taken_away_after_the_holder_signed_is_rejected() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME, ADDRESS);
        String without =
                presented.compact().replace(presented.disclosures().get(0).encoded() + "~", "");

        assertRejected(SdJwt.parse(without), RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void a_disclosure_added_after_the_holder_signed_is_rejected() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME);
        String more = SdJwtPresenter.disclose(ACTORS.credential, Set.of(GIVEN_NAME, ClaimPath.of("email")))
                        .compact()
                + presented.keyBinding().orElseThrow().compact();

        assertRejected(SdJwt.parse(more), RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void another_token_that_the_holder_signed_is_no_key_binding() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME);
        ObjectNode claims = presented.keyBinding().orElseThrow().claims();
        Jws loginToken = Jws.sign(Json.object().put("typ", "JWT"), Json.print(claims), JwsSigner.of(ACTORS.holder));

        assertRejected(
                SdJwt.parse(presented.boundPart() + loginToken.compact()), RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void extra_claims_travel_inside_the_key_binding_and_cannot_replace_its_own() {
        SdJwt presented = SdJwtPresenter.present(
                ACTORS.credential, Set.of(), ACTORS.binding(Json.object().put("countersign_number", "42")));

        assertThat(verified(ACTORS.verifier().verify(presented, REQUIRED))
                        .keyBindingClaims()
                        .path("countersign_number")
                        .asText())
                .isEqualTo("42");
        assertThatThrownBy(() -> ACTORS.binding(Json.object().put("nonce", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_credential_is_refused_from_the_moment_it_expires() {
        KeyBinding waived = new KeyBinding.Waived();
        var lastInstant = NOW.plusSeconds(86_400).plus(MAX_SKEW);

        verified(ACTORS.verifierAt(lastInstant.minusMillis(1)).verify(ACTORS.credential, waived));
        assertRejected(ACTORS.verifierAt(lastInstant).verify(ACTORS.credential, waived), RejectionReason.EXPIRED);
    }

    @Test
    void a_credential_from_the_future_is_refused() {
        assertRejected(
                ACTORS.verifierAt(NOW.minusSeconds(7_200)).verify(ACTORS.credential, new KeyBinding.Waived()),
                RejectionReason.NOT_YET_VALID);
    }

    @Test
    void a_credential_of_an_issuer_that_nobody_trusts_is_refused() {
        SdJwt forged = ACTORS.issuer().issue(ACTORS.claims().put("iss", "https://evil.example"), Actors.FRAME);

        assertRejected(
                SdJwtPresenter.present(forged, Set.of(), ACTORS.binding(Json.object())),
                RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Test
    void a_credential_signed_with_another_key_than_the_issuers_is_refused() {
        SdJwt forged = new SdJwtIssuer(
                        JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256)), "issuer-1", RandomSource.secure())
                .issue(ACTORS.claims(), Actors.FRAME);

        assertRejected(
                SdJwtPresenter.present(forged, Set.of(), ACTORS.binding(Json.object())),
                RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void an_issuer_whose_keys_cannot_be_fetched_now_is_no_fraud() {
        SdJwtVerifier verifier = new SdJwtVerifier(
                query -> new IssuerKeys.Unavailable(Duration.ofSeconds(5)), Clock.fixed(NOW, ZoneOffset.UTC), MAX_SKEW);

        assertThat(verifier.verify(ACTORS.presents(), REQUIRED))
                .isEqualTo(Verification.undecided(Dependency.ISSUER_KEYS, Duration.ofSeconds(5)));
    }

    @Test
    void an_unknown_key_of_a_trusted_issuer_is_refused() {
        SdJwtVerifier verifier =
                new SdJwtVerifier(query -> new IssuerKeys.Unknown(), Clock.fixed(NOW, ZoneOffset.UTC), MAX_SKEW);

        assertRejected(verifier.verify(ACTORS.presents(), REQUIRED), RejectionReason.ISSUER_KEY_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"aka_vcts\":[]}",
                "{\"aka_vcts\":\"x\"}",
                "{\"aka_vcts\":[\"https://bank.example/types/customer\"]}",
                "{\"aka_vcts\":[1]}",
                "{\"cnf\":{\"jwk\":{\"_sd\":[]}}}",
                "{\"status\":{\"...\":\"x\"}}",
                "{\"status\":{\"other\":{}}}",
                "{\"iss\":5}",
                "{\"exp\":\"1\"}",
                "{\"nbf\":true}"
            })
    void a_credential_that_breaks_a_rule_of_its_format_is_refused(String change) {
        ObjectNode claims = ACTORS.claims();
        claims.setAll((ObjectNode) Json.parse(change));
        Jws jwt = Jws.sign(Json.object().put("typ", "dc+sd-jwt"), Json.print(claims), JwsSigner.of(ACTORS.issuer));

        assertRejected(
                ACTORS.verifier().verify(SdJwt.parse(jwt.compact() + "~"), new KeyBinding.Waived()),
                RejectionReason.CLAIM_INVALID);
    }

    @Test
    void disclosures_beyond_the_bound_are_malformed() {
        String many = ACTORS.credential.disclosures().get(0).encoded() + "~";

        assertThatThrownBy(() -> SdJwt.parse(
                        ACTORS.credential.issuerJwt().compact() + "~" + many.repeat(SdJwt.MAX_DISCLOSURES + 1)))
                .isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> SdJwt.parse("x".repeat(SdJwt.MAX_CHARS + 1)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void disclosures_nested_in_each_other_beyond_the_bound_are_refused() {
        ObjectNode payload = ACTORS.claims();
        StringBuilder disclosures = new StringBuilder();
        ObjectNode value = Json.object().put("deepest", true);
        for (int i = 0; i < Json.MAX_DEPTH; i++) {
            Disclosure disclosure = Disclosure.ofMember(new byte[16], "level", value);
            disclosures.append(disclosure.encoded()).append('~');
            value = Json.object();
            value.putArray("_sd").add(DigestAlgorithm.SHA_256.digest(disclosure.encoded()));
        }
        payload.setAll(value);
        Jws jwt = Jws.sign(Json.object().put("typ", "dc+sd-jwt"), Json.print(payload), JwsSigner.of(ACTORS.issuer));

        assertRejected(
                ACTORS.verifier().verify(SdJwt.parse(jwt.compact() + "~" + disclosures), new KeyBinding.Waived()),
                RejectionReason.DISCLOSURE_INVALID);
    }

    @Test
    void nothing_prints_what_it_must_not_tell() {
        SdJwt presented = ACTORS.presents(GIVEN_NAME);

        assertThat(presented.toString()
                        + presented.disclosures()
                        + REQUIRED
                        + ACTORS.binding(Json.object())
                        + verified(ACTORS.verifier().verify(presented, REQUIRED)))
                .doesNotContain(
                        "Alice", NONCE.value(), presented.disclosures().get(0).encoded());
    }

    private static SdJwt read(SdJwt made) {
        return SdJwt.parse(made.compact());
    }

    private static VerifiedCredential verified(Verification<VerifiedCredential> outcome) {
        assertThat(outcome).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified<VerifiedCredential>) outcome).value();
    }

    private static void assertRejected(SdJwt presented, RejectionReason reason) {
        assertRejected(ACTORS.verifier().verify(presented, REQUIRED), reason);
    }

    private static void assertRejected(Verification<?> outcome, RejectionReason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(Verification.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }
}
