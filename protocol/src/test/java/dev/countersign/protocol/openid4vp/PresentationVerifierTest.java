package dev.countersign.protocol.openid4vp;

import static dev.countersign.protocol.openid4vp.Actors.ALICE;
import static dev.countersign.protocol.openid4vp.Actors.CLOCK;
import static dev.countersign.protocol.openid4vp.Actors.ISSUER;
import static dev.countersign.protocol.openid4vp.Actors.MALLORY;
import static dev.countersign.protocol.openid4vp.Actors.NOW;
import static dev.countersign.protocol.openid4vp.Actors.VCT;
import static dev.countersign.protocol.openid4vp.Actors.aliceClaims;
import static dev.countersign.protocol.openid4vp.Actors.answer;
import static dev.countersign.protocol.openid4vp.Actors.asks;
import static dev.countersign.protocol.openid4vp.Actors.binding;
import static dev.countersign.protocol.openid4vp.Actors.issues;
import static dev.countersign.protocol.openid4vp.Actors.nameQuery;
import static dev.countersign.protocol.openid4vp.Actors.presents;
import static dev.countersign.protocol.openid4vp.Actors.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.sdjwt.Audience;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.sdjwt.KeyBindingInput;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusList;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.protocol.statuslist.VerifiedStatusListToken;
import dev.countersign.protocol.transaction.TransactionData;
import dev.countersign.protocol.transaction.TransactionDataHashes;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PresentationVerifierTest {
    private static final ClaimPath GIVEN_NAME = ClaimPath.of("given_name");
    private static final ClaimPath BIRTHDATE = ClaimPath.of("birthdate");
    private static final URI LIST = URI.create("https://bank.example/status_lists/1");
    private static final StatusLists UNREACHABLE = list -> new StatusLists.Unavailable(Duration.ofSeconds(30));

    private static PresentationVerifier verifier(StatusLists lists) {
        return verifier(query -> new IssuerKeys.Found(ISSUER.getPublic()), lists);
    }

    private static PresentationVerifier verifier(IssuerKeys keys, StatusLists lists) {
        return new PresentationVerifier(new SdJwtVerifier(keys, CLOCK, Duration.ofSeconds(30)), lists);
    }

    private static Verification<VerifiedPresentation> judge(AuthorizationRequest asked, VpToken answer) {
        return verifier(UNREACHABLE).verify(asked, answer);
    }

    private static void assertRejected(Verification<?> outcome, RejectionReason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }

    private static VerifiedPresentation verified(Verification<VerifiedPresentation> outcome) {
        assertThat(outcome).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified<VerifiedPresentation>) outcome).value();
    }

    @Test
    void the_bank_sees_what_it_asked_for_and_nothing_else() {
        var asked = asks(nameQuery());
        var token = answer("customer", presents(issues(aliceClaims()), binding(asked), GIVEN_NAME, BIRTHDATE));
        var presentation = verified(judge(asked, token));
        assertThat(presentation.claims("customer")).isEqualTo(Json.object().put("given_name", "Alice"));
        assertThat(presentation.credentials().get("customer").get(0).issuer()).isEqualTo("https://bank.example");
        assertThat(presentation.toString()).doesNotContain("Alice");
    }

    @Test
    void a_presentation_made_for_another_call_is_rejected_as_replay() {
        var first = asks(nameQuery());
        var token = answer("customer", presents(issues(aliceClaims()), binding(first), GIVEN_NAME));
        assertRejected(judge(asks(nameQuery()), token), RejectionReason.WRONG_NONCE);
    }

    @Test
    void a_presentation_that_another_verifier_passes_on_is_rejected() {
        var asked = asks(nameQuery());
        var relayed = new KeyBindingInput(
                JwsSigner.of(ALICE),
                Audience.parse("decentralized_identifier:did:web:shop.example"),
                asked.nonce(),
                NOW,
                Json.object());
        var token = answer("customer", presents(issues(aliceClaims()), relayed, GIVEN_NAME));
        assertRejected(judge(asked, token), RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void a_client_identifier_without_its_prefix_is_another_audience() {
        var asked = asks(nameQuery());
        var bare = new KeyBindingInput(
                JwsSigner.of(ALICE), Audience.parse(Actors.BANK.original()), asked.nonce(), NOW, Json.object());
        var token = answer("customer", presents(issues(aliceClaims()), bare, GIVEN_NAME));
        assertRejected(judge(asked, token), RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void a_stolen_credential_bound_with_the_thief_s_key_is_rejected() {
        var asked = asks(nameQuery());
        var stolen = new KeyBindingInput(JwsSigner.of(MALLORY), asked.audience(), asked.nonce(), NOW, Json.object());
        var token = answer("customer", presents(issues(aliceClaims()), stolen, GIVEN_NAME));
        assertRejected(judge(asked, token), RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void a_copied_credential_without_key_binding_is_rejected() {
        var token = answer(
                "customer",
                SdJwtPresenter.disclose(issues(aliceClaims()), Set.of(GIVEN_NAME))
                        .compact());
        assertRejected(judge(asks(nameQuery()), token), RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void a_key_binding_made_long_before_this_call_is_rejected() {
        var asked = asks(nameQuery());
        var stale = new KeyBindingInput(
                JwsSigner.of(ALICE),
                asked.audience(),
                asked.nonce(),
                NOW.minus(PresentationVerifier.MAX_KEY_BINDING_AGE),
                Json.object());
        var token = answer("customer", presents(issues(aliceClaims()), stale, GIVEN_NAME));
        assertRejected(judge(asked, token), RejectionReason.STALE);
    }

    @Test
    void a_withheld_claim_is_rejected() {
        var asked = asks(nameQuery());
        var token = answer("customer", presents(issues(aliceClaims()), binding(asked), BIRTHDATE));
        assertRejected(judge(asked, token), RejectionReason.QUERY_NOT_SATISFIED);
    }

    @Test
    void a_credential_of_another_type_is_rejected() {
        var asked = asks(nameQuery());
        var other = issues(aliceClaims().put("vct", "https://bank.example/newsletter"));
        assertRejected(
                judge(asked, answer("customer", presents(other, binding(asked), GIVEN_NAME))),
                RejectionReason.WRONG_CREDENTIAL_TYPE);
    }

    @Test
    void a_credential_that_the_attacker_signed_is_rejected() {
        var asked = asks(nameQuery());
        var token = answer("customer", presents(issues(aliceClaims()), binding(asked), GIVEN_NAME));
        KeyPair real = Keys.generate(SignatureAlgorithm.ES256);
        assertRejected(
                verifier(query -> new IssuerKeys.Found(real.getPublic()), UNREACHABLE)
                        .verify(asked, token),
                RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void an_issuer_nobody_trusts_is_rejected() {
        var asked = asks(nameQuery());
        var token = answer("customer", presents(issues(aliceClaims()), binding(asked), GIVEN_NAME));
        assertRejected(
                verifier(query -> new IssuerKeys.Untrusted(), UNREACHABLE).verify(asked, token),
                RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Test
    void an_issuer_that_cannot_be_reached_leaves_it_undecided() {
        var asked = asks(nameQuery());
        var token = answer("customer", presents(issues(aliceClaims()), binding(asked), GIVEN_NAME));
        assertThat(verifier(query -> new IssuerKeys.Unavailable(Duration.ofSeconds(5)), UNREACHABLE)
                        .verify(asked, token))
                .isEqualTo(Verification.undecided(Dependency.ISSUER_KEYS, Duration.ofSeconds(5)));
    }

    private static SdJwt withStatus(int index) {
        ObjectNode claims = aliceClaims();
        claims.set("status", new StatusReference(LIST, index).toJson());
        return issues(claims);
    }

    private static StatusLists list() {
        var list = StatusList.of(2, 8);
        list.set(1, CredentialStatus.INVALID.value());
        list.set(2, CredentialStatus.SUSPENDED.value());
        list.set(3, 3);
        var terms = new StatusListToken.Terms(LIST, NOW, NOW.plusSeconds(600), Duration.ofMinutes(5));
        var token = StatusListToken.parse(StatusListToken.issue(terms, list, JwsSigner.of(ISSUER), "s"));
        var verified = (Verification.Verified<VerifiedStatusListToken>) token.verify(ISSUER.getPublic(), LIST, NOW);
        return uri -> new StatusLists.Found(verified.value());
    }

    private static Verification<VerifiedPresentation> judgeWithStatus(int index, StatusLists lists) {
        var asked = asks(nameQuery());
        return verifier(lists)
                .verify(asked, answer("customer", presents(withStatus(index), binding(asked), GIVEN_NAME)));
    }

    @Test
    void revoked_suspended_and_unknown_states_are_each_rejected_for_what_they_are() {
        verified(judgeWithStatus(0, list()));
        assertRejected(judgeWithStatus(1, list()), RejectionReason.REVOKED);
        assertRejected(judgeWithStatus(2, list()), RejectionReason.SUSPENDED);
        assertRejected(judgeWithStatus(3, list()), RejectionReason.STATUS_INVALID);
        assertRejected(judgeWithStatus(99_999, list()), RejectionReason.STATUS_INVALID);
    }

    @Test
    void an_unreachable_status_list_is_undecided_and_never_revoked_nor_accepted() {
        assertThat(judgeWithStatus(0, UNREACHABLE))
                .isEqualTo(Verification.undecided(Dependency.STATUS_LIST, Duration.ofSeconds(30)));
    }

    @Test
    void ids_and_counts_are_judged_before_any_signature() {
        var asked = asks(nameQuery());
        assertRejected(judge(asked, answer("other", "x")), RejectionReason.QUERY_NOT_SATISFIED);
        assertRejected(judge(asked, answer("customer", "x", "y")), RejectionReason.QUERY_NOT_SATISFIED);
    }

    @Test
    void what_is_no_sd_jwt_is_rejected_as_malformed() {
        assertRejected(judge(asks(nameQuery()), answer("customer", "no.sd.jwt~")), RejectionReason.MALFORMED);
    }

    @Test
    void an_mdoc_query_is_not_answered_by_an_sd_jwt() {
        var asked = asks(
                query("{\"credentials\":[{\"id\":\"m\",\"format\":\"mso_mdoc\",\"meta\":{\"doctype_value\":\"x\"}}]}"));
        var token = answer("m", presents(issues(aliceClaims()), binding(asked)));
        assertRejected(judge(asked, token), RejectionReason.WRONG_CREDENTIAL_TYPE);
    }

    private static final String NAME_AND_OPTIONAL_NEWSLETTER = """
            {"credentials":[{"id":"customer","format":"dc+sd-jwt","meta":{"vct_values":["%s"]},"claims":[{"path":["given_name"]}]},
             {"id":"more","format":"dc+sd-jwt","meta":{"vct_values":["%s"]},"claims":[{"path":["birthdate"]}]}],
             "credential_sets":[{"options":[["customer"]]},{"options":[["more"]],"required":false}]}""".formatted(VCT, VCT);

    @Test
    void a_bad_optional_presentation_is_discarded_and_shows_nothing() {
        var asked = asks(query(NAME_AND_OPTIONAL_NEWSLETTER));
        var good = presents(issues(aliceClaims()), binding(asked), GIVEN_NAME);
        var bad = SdJwtPresenter.disclose(issues(aliceClaims()), Set.of(BIRTHDATE))
                .compact();
        var presentation = verified(judge(asked, new VpToken(Map.of("customer", List.of(good), "more", List.of(bad)))));
        assertThat(presentation.credentials()).containsOnlyKeys("customer");
    }

    @Test
    void a_replayed_optional_presentation_rejects_the_whole_answer() {
        var asked = asks(query(NAME_AND_OPTIONAL_NEWSLETTER));
        var good = presents(issues(aliceClaims()), binding(asked), GIVEN_NAME);
        var replayed = presents(issues(aliceClaims()), binding(asks(nameQuery())), BIRTHDATE);
        assertRejected(
                judge(asked, new VpToken(Map.of("customer", List.of(good), "more", List.of(replayed)))),
                RejectionReason.WRONG_NONCE);
    }

    @Test
    void several_credentials_of_one_query_are_each_verified() {
        var asked = asks(query("""
                {"credentials":[{"id":"customer","format":"dc+sd-jwt","multiple":true,"meta":{"vct_values":["%s"]},
                 "claims":[{"path":["given_name"]}]}]}""".formatted(VCT)));
        var token = answer(
                "customer",
                presents(issues(aliceClaims()), binding(asked), GIVEN_NAME),
                presents(issues(aliceClaims().put("given_name", "Ali")), binding(asked), GIVEN_NAME));
        assertThat(verified(judge(asked, token)).allClaims("customer"))
                .containsExactly(
                        Json.object().put("given_name", "Alice"), Json.object().put("given_name", "Ali"));
    }

    @Test
    void where_holder_binding_is_waived_a_bare_credential_is_enough() {
        var asked = asks(query("""
                {"credentials":[{"id":"customer","format":"dc+sd-jwt","meta":{"vct_values":["%s"]},
                 "require_cryptographic_holder_binding":false,"claims":[{"path":["given_name"]}]}]}""".formatted(VCT)));
        var token = answer(
                "customer",
                SdJwtPresenter.disclose(issues(aliceClaims()), Set.of(GIVEN_NAME))
                        .compact());
        assertThat(verified(judge(asked, token)).claims("customer"))
                .isEqualTo(Json.object().put("given_name", "Alice"));
    }

    private static TransactionData payment(String amount) {
        ObjectNode json = Json.object().put("type", "urn:example:payment").put("amount", amount);
        json.putArray("credential_ids").add("customer");
        return TransactionData.of(json);
    }

    private static VpToken authorises(AuthorizationRequest asked, TransactionData authorised) {
        var binding = new KeyBindingInput(
                JwsSigner.of(ALICE),
                asked.audience(),
                asked.nonce(),
                NOW,
                TransactionDataHashes.claims(List.of(authorised)));
        return answer("customer", presents(issues(aliceClaims()), binding, GIVEN_NAME));
    }

    @Test
    void an_amount_altered_after_the_request_is_rejected() {
        var asked = asks(nameQuery(), payment("10.00"));
        verified(judge(asked, authorises(asked, payment("10.00"))));
        assertRejected(judge(asked, authorises(asked, payment("10.01"))), RejectionReason.TRANSACTION_DATA_MISMATCH);
    }

    @Test
    void an_answer_that_authorises_nothing_is_rejected_when_something_was_to_be_authorised() {
        var asked = asks(nameQuery(), payment("10.00"));
        var token = answer("customer", presents(issues(aliceClaims()), binding(asked), GIVEN_NAME));
        assertRejected(judge(asked, token), RejectionReason.TRANSACTION_DATA_MISMATCH);
    }

    @Test
    void an_authorisation_nobody_asked_for_is_rejected() {
        var asked = asks(nameQuery());
        assertRejected(judge(asked, authorises(asked, payment("10.00"))), RejectionReason.TRANSACTION_DATA_MISMATCH);
    }

    private static final AuthorizationRequest FLIPPED = asks(nameQuery());
    private static final String PRESENTED = presents(issues(aliceClaims()), binding(FLIPPED), GIVEN_NAME);

    @Property(tries = 300)
    void a_presentation_with_any_bit_flipped_is_never_verified(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(max = 6) int bit) {
        char[] flipped = PRESENTED.toCharArray();
        flipped[place % flipped.length] ^= (char) (1 << bit);
        assertThat(judge(FLIPPED, answer("customer", new String(flipped)))).isInstanceOf(Verification.Rejected.class);
    }
}
