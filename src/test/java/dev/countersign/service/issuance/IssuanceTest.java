package dev.countersign.service.issuance;

import static dev.countersign.service.issuance.IssuingBank.BANK_CUSTOMER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.DidJwk;
import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.openid4vci.CredentialIssuerMetadata;
import dev.countersign.protocol.openid4vci.CredentialOffer;
import dev.countersign.protocol.openid4vci.EndpointPolicy;
import dev.countersign.protocol.openid4vci.KeyProof;
import dev.countersign.protocol.openid4vci.NotificationRequest;
import dev.countersign.protocol.openid4vci.OpenId4Vci;
import dev.countersign.protocol.openid4vci.TokenRequest;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.sdjwt.KeyBinding;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.AnnouncedBody;
import dev.countersign.service.TestSignIn;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IssuanceTest {
    @Inject
    IssuingBank bank;

    @Inject
    Bank registry;

    @Inject
    OrganisationKeys organisation;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    @Inject
    Offers offers;

    @Inject
    EntityManager database;

    private CustomersWallet wallet;
    private String customer;

    @BeforeEach
    void a_registered_customer_with_a_wallet() {
        wallet = bank.wallet();
        customer = bank.customer();
    }

    // The way it should go.

    @Test
    void an_offer_becomes_ten_credentials_that_no_two_verifiers_can_link() {
        var offered = bank.offer(customer);
        String token = token(offered);
        List<KeyPair> keys = CustomersWallet.keys(10);

        Response answer = wallet.credential(token, wallet.request(BANK_CUSTOMER, wallet.proofs(keys, wallet.nonce())));

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("credentials", hasSize(10))
                .body("notification_id", notNullValue());
        Set<String> holderKeys = new HashSet<>();
        Set<StatusReference> places = new HashSet<>();
        Set<String> signatures = new HashSet<>();
        for (String compact : answer.<List<String>>path("credentials.credential")) {
            VerifiedCredential credential = verified(compact);
            assertThat(credential.issuer()).isEqualTo(publicUrl.uri().toString());
            assertThat(credential.vct()).isEqualTo("urn:countersign:bank_customer:1");
            assertThat(credential.claims().path("given_name").asText()).isEqualTo("Pat");
            assertThat(credential.claims().path("customer_number").asText()).isEqualTo(customer);
            assertThat(credential.claims().at("/address/locality").asText()).isEqualTo("Springfield");
            assertThat(status(credential)).isEqualTo(CredentialStatus.VALID);
            holderKeys.add(credential.holderKey().orElseThrow().thumbprint());
            places.add(credential.status().orElseThrow());
            signatures.add(compact);
        }
        assertThat(holderKeys)
                .isEqualTo(new HashSet<>(keys.stream()
                        .map(key -> PublicJwk.of(key.getPublic()).thumbprint())
                        .toList()));
        assertThat(places).hasSize(10);
        assertThat(signatures).hasSize(10);
    }

    @Test
    void every_claim_about_the_customer_can_be_withheld() {
        String compact = one(token(bank.offer(customer)));
        ObjectNode clear = SdJwt.parse(compact).issuerJwt().claims();
        assertThat(clear.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("_sd", "_sd_alg", "iss", "iat", "exp", "vct", "cnf", "status");
    }

    @Test
    void the_offer_is_a_link_and_a_picture_and_the_code_is_not_in_them() {
        var offered = bank.offer(customer);
        assertThat(offered.id()).startsWith("off_");
        assertThat(offered.link()).startsWith("openid-credential-offer://?credential_offer_uri=");
        assertThat(offered.qr()).startsWith("data:image/");
        assertThat(offered.txCode()).matches("[0-9]{6}");

        CredentialOffer offer = wallet.scan(offered.link());

        assertThat(offer.credentialIssuer()).isEqualTo(publicUrl.uri().toString());
        assertThat(offer.configurationIds()).containsExactly(BANK_CUSTOMER);
        assertThat(offer.preAuthorized().orElseThrow().txCode()).isPresent();
    }

    @Test
    void an_offer_without_a_code_to_type_is_redeemed_without_one() {
        var offered = IssuingBank.offered(bank.post(customer, IssuingBank.wish().put("tx_code", false)));
        assertThat(offered.txCode()).isNull();
        CredentialOffer offer = wallet.scan(offered.link());
        assertThat(offer.preAuthorized().orElseThrow().txCode()).isEmpty();
        wallet.redeem(offer, Optional.empty()).then().statusCode(200);
    }

    @Test
    void the_token_response_invites_our_own_wallet_to_enrol() {
        var offered = bank.offer(customer);
        Response answer = wallet.redeem(wallet.scan(offered.link()), Optional.of(offered.txCode()));
        answer.then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300))
                .body("countersign_enrolment.endpoint", endsWith("/wallet/v1/enrolments"));

        registry.wallet()
                .enrol(answer.path("countersign_enrolment.code"))
                .then()
                .statusCode(201)
                .body("id", startsWith("wal_"));
    }

    @Test
    void a_wallet_that_asks_for_identifiers_uses_them() {
        var offered = bank.offer(customer);
        CredentialOffer offer = wallet.scan(offered.link());
        Response answer = wallet.token(new TokenRequest(
                        offer.preAuthorized().orElseThrow().code(),
                        Optional.of(offered.txCode()),
                        List.of(BANK_CUSTOMER))
                .toForm());
        answer.then().body("authorization_details[0].credential_identifiers", hasSize(1));
        String token = answer.path("access_token");
        List<String> proofs = wallet.proofs(CustomersWallet.keys(1), wallet.nonce());

        refused(wallet.credential(token, wallet.request(BANK_CUSTOMER, proofs)), "invalid_credential_request");
        ObjectNode unknown = wallet.request(BANK_CUSTOMER, proofs);
        unknown.remove("credential_configuration_id");
        refused(
                wallet.credential(token, unknown.put("credential_identifier", "other")),
                "unknown_credential_identifier");
        String identifier = answer.path("authorization_details[0].credential_identifiers[0]");
        wallet.credential(token, unknown.put("credential_identifier", identifier))
                .then()
                .statusCode(200);
    }

    @Test
    void a_proof_may_name_its_key_by_did_jwk() {
        var key = CustomersWallet.keys(1).get(0);
        String did = DidJwk.of(key.getPublic()).toString();
        var header = Json.object().put("typ", OpenId4Vci.PROOF_TYPE).put("kid", did + "#0");
        var claims = Json.object()
                .put("aud", publicUrl.uri().toString())
                .put("iat", clock.instant().getEpochSecond())
                .put("nonce", wallet.nonce());
        String proof = Jws.sign(header, Json.print(claims), JwsSigner.of(key)).compact();
        Response answer = wallet.credential(token(bank.offer(customer)), wallet.request(BANK_CUSTOMER, List.of(proof)));
        answer.then().statusCode(200);
        assertThat(verified(answer.path("credentials[0].credential"))
                        .holderKey()
                        .orElseThrow()
                        .thumbprint())
                .isEqualTo(PublicJwk.of(key.getPublic()).thumbprint());
    }

    // The offer.

    @Test
    void claims_that_the_credential_does_not_know_or_lacks_are_pointed_at() {
        ObjectNode wish = IssuingBank.wish();
        wish.withObject("/claims").put("shoe_size", "44").remove("given_name");
        wish.withObject("/claims/address").put("planet", "Earth");
        bank.post(customer, wish)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/claims/shoe_size"))
                .body("errors.pointer", hasItem("/claims/address/planet"))
                .body("errors.pointer", hasItem("/claims/given_name"));
    }

    @Test
    void an_offer_in_the_name_of_another_customer_is_refused() {
        ObjectNode wish = IssuingBank.wish();
        wish.withObject("/claims").put("customer_number", "somebody-else");
        bank.post(customer, wish).then().statusCode(422).body("errors.pointer", contains("/claims/customer_number"));
    }

    @Test
    void an_offer_of_nothing_of_something_unknown_or_of_too_many_copies_is_refused() {
        ObjectNode nothing = IssuingBank.wish();
        nothing.putArray("credential_configuration_ids");
        bank.post(customer, nothing).then().statusCode(422);
        ObjectNode unknown = IssuingBank.wish();
        unknown.putArray("credential_configuration_ids").add("passport");
        bank.post(customer, unknown)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/credential_configuration_ids/0"));
        bank.post(customer, IssuingBank.wish().put("count", 11)).then().statusCode(422);
        bank.post(customer, IssuingBank.wish().put("count", 0)).then().statusCode(422);
    }

    @Test
    void oversized_claims_are_refused() {
        ObjectNode wish = IssuingBank.wish();
        wish.withObject("/claims").put("segment", "x".repeat(20_000));
        bank.post(customer, wish).then().statusCode(422).body("errors.pointer", contains("/claims"));
    }

    @Test
    void only_those_who_may_offer_and_revoke_do() {
        String path = "/api/v1/customers/" + customer + "/credential_offers";
        given().contentType("application/json")
                .body(Json.print(IssuingBank.wish()))
                .post(path)
                .then()
                .statusCode(401);
        TestSignIn.as("staff:alice", "agent")
                .contentType("application/json")
                .body(Json.print(IssuingBank.wish()))
                .post(path)
                .then()
                .statusCode(403);
        given().get("/api/v1/credentials?customer_number=" + customer).then().statusCode(401);
        TestSignIn.as("staff:alice", "agent")
                .contentType("application/json")
                .body("{\"status\":\"revoked\"}")
                .patch("/api/v1/credentials/crd_00000000000000000000000000")
                .then()
                .statusCode(403);
    }

    @Test
    void an_unknown_customer_gets_no_offer() {
        bank.post("nobody", IssuingBank.wish()).then().statusCode(404);
    }

    @Test
    void an_offer_cannot_be_fetched_after_it_was_redeemed_or_by_a_guessed_address() {
        var offered = bank.offer(customer);
        token(offered);
        given().get(CustomersWallet.address(offered.link())).then().statusCode(404);
        given().get("/openid4vci/offers/" + "A".repeat(43)).then().statusCode(404);
        given().get("/openid4vci/offers/" + offered.id()).then().statusCode(404);
    }

    // The code.

    @Test
    void a_wrong_code_is_refused_and_after_five_the_right_one_too() {
        var offered = bank.offer(customer);
        CredentialOffer offer = wallet.scan(offered.link());
        for (int i = 0; i < Offers.MAX_TX_CODE_ATTEMPTS; i++) {
            refused(wallet.redeem(offer, Optional.of(other(offered.txCode()))), "invalid_grant");
        }
        refused(wallet.redeem(offer, Optional.of(offered.txCode())), "invalid_grant");
        given().get(CustomersWallet.address(offered.link())).then().statusCode(404);
    }

    @Test
    void a_wrong_code_leaves_the_offer_open_for_the_right_one() {
        var offered = bank.offer(customer);
        CredentialOffer offer = wallet.scan(offered.link());
        refused(wallet.redeem(offer, Optional.of(other(offered.txCode()))), "invalid_grant");
        wallet.redeem(offer, Optional.of(offered.txCode())).then().statusCode(200);
    }

    @Test
    void guessing_codes_in_parallel_compares_no_more_of_them_than_the_limit() throws Exception {
        var offered = bank.offer(customer);
        CredentialOffer offer = wallet.scan(offered.link());
        List<Callable<Integer>> guesses = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> wallet.redeem(offer, Optional.of(other(offered.txCode())))
                        .statusCode())
                .toList();
        assertThat(all(guesses)).containsOnly(400);
        assertThat(attempts(offered.id())).isEqualTo(Offers.MAX_TX_CODE_ATTEMPTS);
    }

    @Test
    void a_code_that_is_missing_or_not_expected_is_an_invalid_request() {
        var offered = bank.offer(customer);
        refused(wallet.redeem(wallet.scan(offered.link()), Optional.empty()), "invalid_request");
        var open = IssuingBank.offered(bank.post(customer, IssuingBank.wish().put("tx_code", false)));
        refused(wallet.redeem(wallet.scan(open.link()), Optional.of("123456")), "invalid_request");
    }

    @Test
    void a_pre_authorized_code_is_redeemed_once() {
        var offered = bank.offer(customer);
        CredentialOffer offer = wallet.scan(offered.link());
        wallet.redeem(offer, Optional.of(offered.txCode())).then().statusCode(200);
        refused(wallet.redeem(offer, Optional.of(offered.txCode())), "invalid_grant");
    }

    @Test
    void of_two_who_redeem_at_the_same_instant_exactly_one_gets_a_token() throws Exception {
        var offered = IssuingBank.offered(bank.post(customer, IssuingBank.wish().put("tx_code", false)));
        CredentialOffer offer = wallet.scan(offered.link());
        List<Callable<Integer>> both = IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(
                        i -> () -> wallet.redeem(offer, Optional.empty()).statusCode())
                .toList();
        assertThat(all(both)).containsExactlyInAnyOrder(200, 400, 400, 400, 400, 400);
    }

    @Test
    void a_code_is_refused_from_its_expiry_on() {
        var offered = bank.offer(customer);
        CredentialOffer offer = wallet.scan(offered.link());
        expire("issuance_offer", "expires_at", "id", offered.id());
        refused(wallet.redeem(offer, Optional.of(offered.txCode())), "invalid_grant");
        given().get(CustomersWallet.address(offered.link())).then().statusCode(404);
    }

    @Test
    void a_code_that_nobody_gave_out_and_one_that_is_missing_are_refused() {
        refused(wallet.token(new TokenRequest("guess", Optional.of("123456"), List.of()).toForm()), "invalid_grant");
        refused(
                wallet.token(CustomersWallet.form(
                        new FormParameters.Pair("grant_type", OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT))),
                "invalid_request");
    }

    @Test
    void details_of_a_credential_that_was_not_offered_are_refused() {
        var offered = bank.offer(customer);
        String code = wallet.scan(offered.link()).preAuthorized().orElseThrow().code();
        refused(
                wallet.token(new TokenRequest(code, Optional.of(offered.txCode()), List.of("passport")).toForm()),
                "invalid_authorization_details");
    }

    // The credential.

    @Test
    void without_a_token_or_with_a_wrong_or_expired_one_nothing_is_issued() {
        given().contentType("application/json")
                .body("{}")
                .post("/openid4vci/credential")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", not(containsString("error")))
                .body(equalTo(""));
        wallet.credential("guess", Json.object())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"))
                .body("error", equalTo("invalid_token"));
        var offered = bank.offer(customer);
        String token = token(offered);
        expire("issuance_offer", "token_expires_at", "id", offered.id());
        wallet.credential(token, Json.object()).then().statusCode(401).body("error", equalTo("invalid_token"));
    }

    @Test
    void a_credential_is_issued_once() {
        String token = token(bank.offer(customer));
        one(token);
        refused(
                wallet.credential(
                        token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), wallet.nonce()))),
                "credential_request_denied");
    }

    @Test
    void of_two_requests_at_the_same_instant_exactly_one_is_answered() throws Exception {
        String token = token(bank.offer(customer));
        List<Callable<Integer>> requests = IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(i -> () -> wallet.credential(
                                token,
                                wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), wallet.nonce())))
                        .statusCode())
                .toList();
        assertThat(all(requests)).containsExactlyInAnyOrder(200, 400, 400, 400, 400, 400);
        bank.credentials(customer).then().body("items", hasSize(1));
    }

    @Test
    void a_refused_request_uses_nothing_up_so_that_the_wallet_may_try_again() {
        String token = token(bank.offer(customer));
        String nonce = wallet.nonce();
        List<KeyPair> keys = CustomersWallet.keys(2);
        List<String> spoilt = List.of(wallet.proof(keys.get(0), nonce), wallet.proof(keys.get(1), "other"));
        refused(wallet.credential(token, wallet.request(BANK_CUSTOMER, spoilt)), "invalid_nonce");
        wallet.credential(token, wallet.request(BANK_CUSTOMER, wallet.proofs(keys, nonce)))
                .then()
                .statusCode(200)
                .body("credentials", hasSize(2));
    }

    @Test
    void a_replayed_proof_is_refused_even_for_another_offer() {
        String nonce = wallet.nonce();
        List<String> proofs = wallet.proofs(CustomersWallet.keys(1), nonce);
        wallet.credential(token(bank.offer(customer)), wallet.request(BANK_CUSTOMER, proofs))
                .then()
                .statusCode(200);
        String second = token(bank.offer(customer));
        refused(wallet.credential(second, wallet.request(BANK_CUSTOMER, proofs)), "invalid_nonce");
        List<String> fresh = wallet.proofs(CustomersWallet.keys(1), nonce);
        refused(wallet.credential(second, wallet.request(BANK_CUSTOMER, fresh)), "invalid_nonce");
    }

    @Test
    void a_nonce_is_refused_from_its_expiry_on() {
        String nonce = wallet.nonce();
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Nonces.LIFETIME), Clock.class);
        String token = token(bank.offer(customer));
        refused(
                wallet.credential(token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), nonce))),
                "invalid_nonce");
    }

    @Test
    void a_nonce_that_we_did_not_make_or_that_was_tampered_with_is_refused() {
        String token = token(bank.offer(customer));
        String genuine = wallet.nonce();
        String tampered = (genuine.charAt(0) == 'A' ? "B" : "A") + genuine.substring(1);
        for (String nonce : List.of("guess", tampered, "A".repeat(75))) {
            refused(
                    wallet.credential(
                            token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), nonce))),
                    "invalid_nonce");
        }
    }

    @Test
    void the_same_key_twice_is_refused_because_copies_could_be_linked() {
        String token = token(bank.offer(customer));
        KeyPair key = CustomersWallet.keys(1).get(0);
        String nonce = wallet.nonce();
        refused(
                wallet.credential(token, wallet.request(BANK_CUSTOMER, wallet.proofs(List.of(key, key), nonce))),
                "invalid_proof");
    }

    @Test
    void a_proof_with_another_holders_key_is_refused() {
        String token = token(bank.offer(customer));
        KeyPair attacker = CustomersWallet.keys(1).get(0);
        KeyPair victim = CustomersWallet.keys(1).get(0);
        String stolen = KeyProof.make(
                new KeyProof.Purpose(publicUrl.uri().toString(), wallet.nonce()),
                JwsSigner.of(attacker),
                PublicJwk.of(victim.getPublic()),
                clock.instant());
        refused(wallet.credential(token, wallet.request(BANK_CUSTOMER, List.of(stolen))), "invalid_proof");
    }

    @Test
    void a_proof_made_for_another_issuer_is_refused() {
        String token = token(bank.offer(customer));
        KeyPair key = CustomersWallet.keys(1).get(0);
        String elsewhere = KeyProof.make(
                new KeyProof.Purpose("https://other.example", wallet.nonce()),
                JwsSigner.of(key),
                PublicJwk.of(key.getPublic()),
                clock.instant());
        refused(wallet.credential(token, wallet.request(BANK_CUSTOMER, List.of(elsewhere))), "invalid_proof");
    }

    @Test
    void an_old_proof_is_refused() {
        String token = token(bank.offer(customer));
        KeyPair key = CustomersWallet.keys(1).get(0);
        String old = KeyProof.make(
                new KeyProof.Purpose(publicUrl.uri().toString(), wallet.nonce()),
                JwsSigner.of(key),
                PublicJwk.of(key.getPublic()),
                clock.instant().minus(Duration.ofMinutes(6)));
        refused(wallet.credential(token, wallet.request(BANK_CUSTOMER, List.of(old))), "invalid_proof");
    }

    @Test
    void more_proofs_than_were_offered_copies_are_refused() {
        String token =
                token(IssuingBank.offered(bank.post(customer, IssuingBank.wish().put("count", 2))));
        refused(
                wallet.credential(
                        token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(3), wallet.nonce()))),
                "invalid_credential_request");
    }

    @Test
    void a_credential_that_was_not_offered_is_refused() {
        String token = token(bank.offer(customer));
        refused(
                wallet.credential(
                        token, wallet.request("passport", wallet.proofs(CustomersWallet.keys(1), wallet.nonce()))),
                "unknown_credential_configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"a\":1,\"a\":2}", "\"x\"", "{\"proofs\":{}}"})
    void a_malformed_request_is_refused_in_the_form_of_the_standard(String body) {
        String token = token(bank.offer(customer));
        refused(
                given().header("Authorization", "Bearer " + token)
                        .contentType("application/json")
                        .body(body)
                        .post("/openid4vci/credential"),
                "invalid_credential_request");
    }

    @Test
    void an_oversized_request_is_refused() {
        String token = token(bank.offer(customer));
        assertThat(AnnouncedBody.statusOf("/openid4vci/credential", "Authorization: Bearer " + token, 1_100_000))
                .isEqualTo(413);
    }

    @Test
    void response_encryption_in_a_plain_request_is_refused() {
        String token = token(bank.offer(customer));
        ObjectNode request = wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), wallet.nonce()));
        request.putObject("credential_response_encryption").put("enc", "A128GCM");
        refused(wallet.credential(token, request), "invalid_encryption_parameters");
    }

    // What is kept.

    @Test
    void the_claims_are_gone_once_they_are_issued() {
        var offered = bank.offer(customer);
        assertThat(sealedClaims(offered.id())).isNotNull();
        assertThat(new String(sealedClaims(offered.id()), StandardCharsets.ISO_8859_1))
                .doesNotContain("Pat")
                .doesNotContain("Example");
        one(token(offered));
        assertThat(sealedClaims(offered.id())).isNull();
    }

    @Test
    void the_claims_of_an_offer_that_nobody_took_are_gone_after_its_expiry() {
        var offered = bank.offer(customer);
        offers.prune(clock.instant());
        assertThat(sealedClaims(offered.id())).isNotNull();
        expire("issuance_offer", "expires_at", "id", offered.id());
        offers.prune(clock.instant());
        assertThat(sealedClaims(offered.id())).isNull();
    }

    @Test
    void no_code_and_no_token_is_stored_in_the_clear() {
        var offered = bank.offer(customer);
        String code = wallet.scan(offered.link()).preAuthorized().orElseThrow().code();
        String token = token(offered);
        assertThat(row(offered.id()))
                .doesNotContain(offered.txCode())
                .doesNotContain(code)
                .doesNotContain(token);
    }

    // Afterwards.

    @Test
    void a_credential_is_suspended_reinstated_and_revoked_for_good_in_all_copies() {
        String token = token(bank.offer(customer));
        Response answer = wallet.credential(
                token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(3), wallet.nonce())));
        List<VerifiedCredential> copies = answer.<List<String>>path("credentials.credential").stream()
                .map(this::verified)
                .toList();
        String id = bank.credentials(customer)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].copies", equalTo(3))
                .body("items[0].status", equalTo("valid"))
                .body("items[0].wallet", nullValue())
                .extract()
                .path("items[0].id");

        bank.change(id, "suspended").then().statusCode(200).body("status", equalTo("suspended"));
        assertThat(copies).allSatisfy(copy -> assertThat(status(copy)).isEqualTo(CredentialStatus.SUSPENDED));
        bank.change(id, "valid").then().statusCode(200).body("status", equalTo("valid"));
        assertThat(copies).allSatisfy(copy -> assertThat(status(copy)).isEqualTo(CredentialStatus.VALID));
        bank.change(id, "revoked").then().statusCode(200).body("reason", equalTo("lost phone"));
        bank.change(id, "revoked").then().statusCode(200);
        bank.change(id, "valid").then().statusCode(409);
        bank.change(id, "suspended").then().statusCode(409);
        assertThat(copies).allSatisfy(copy -> assertThat(status(copy)).isEqualTo(CredentialStatus.INVALID));
    }

    @Test
    void a_status_that_does_not_exist_and_a_credential_that_does_not_are_refused() {
        bank.change("crd_00000000000000000000000000", "revoked").then().statusCode(404);
        bank.change("crd_1", "revoked").then().statusCode(400);
        bank.change("crd_00000000000000000000000000", "lost").then().statusCode(400);
    }

    @Test
    void the_bank_sees_what_the_wallet_told() {
        String token = token(bank.offer(customer));
        String notification = wallet.credential(
                        token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), wallet.nonce())))
                .path("notification_id");
        ObjectNode accepted = new NotificationRequest(
                        notification, NotificationRequest.Event.CREDENTIAL_ACCEPTED, Optional.empty())
                .toJson();
        wallet.notify(token, accepted).then().statusCode(204);
        wallet.notify(token, accepted).then().statusCode(204);
        bank.credentials(customer).then().body("items[0].wallet", equalTo("credential_accepted"));
    }

    @Test
    void notifications_about_nothing_or_about_others_credentials_are_refused() {
        String token = token(bank.offer(customer));
        String mine = wallet.credential(
                        token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), wallet.nonce())))
                .path("notification_id");
        ObjectNode about =
                new NotificationRequest(mine, NotificationRequest.Event.CREDENTIAL_DELETED, Optional.empty()).toJson();
        String stranger = token(bank.offer(bank.customer()));
        refused(wallet.notify(stranger, about), "invalid_notification_id");
        refused(wallet.notify(token, about.deepCopy().put("notification_id", "guess")), "invalid_notification_id");
        refused(wallet.notify(token, about.deepCopy().put("event", "lost")), "invalid_notification_request");
        given().contentType("application/json")
                .body(Json.print(about))
                .post("/openid4vci/notification")
                .then()
                .statusCode(401);
    }

    @Test
    void a_customer_who_is_erased_leaves_no_credential_that_holds() {
        String token = token(bank.offer(customer));
        VerifiedCredential credential = verified(one(token));
        var pending = bank.offer(customer);

        registry.request().delete("/api/v1/customers/" + customer).then().statusCode(204);

        assertThat(status(credential)).isEqualTo(CredentialStatus.INVALID);
        given().get(CustomersWallet.address(pending.link())).then().statusCode(404);
    }

    // What wallets read about us.

    @Test
    void wallets_read_what_we_issue_in_their_language() {
        Response answer = given().get("/.well-known/openid-credential-issuer");
        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .body("batch_credential_issuance.batch_size", equalTo(10));
        var metadata = CredentialIssuerMetadata.parse(
                Json.parse(answer.asByteArray()), publicUrl.uri().toString(), EndpointPolicy.ALLOWING_LOOPBACK_HTTP);
        var type = metadata.configurations().get(BANK_CUSTOMER);
        assertThat(type.vct()).contains("urn:countersign:bank_customer:1");
        assertThat(type.claims()).allSatisfy(claim -> assertThat(claim.display())
                .extracting(display -> display.locale().orElseThrow())
                .containsExactly("en", "es", "ja"));
    }

    @Test
    void clients_read_how_to_get_a_token() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("issuer", equalTo(publicUrl.uri().toString()))
                .body("token_endpoint", endsWith("/oauth/token"))
                .body("grant_types_supported", hasItem(OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT))
                .body("'pre-authorized_grant_anonymous_access_supported'", equalTo(true));
    }

    @Test
    void nonces_are_unpredictable_and_given_to_anybody() {
        given().post("/openid4vci/nonce")
                .then()
                .statusCode(200)
                .body("c_nonce", matchesPattern("[A-Za-z0-9_-]{70,80}"));
        assertThat(wallet.nonce()).isNotEqualTo(wallet.nonce());
    }

    private String token(IssuingBank.Offered offered) {
        Response answer = wallet.redeem(wallet.scan(offered.link()), Optional.ofNullable(offered.txCode()));
        answer.then().statusCode(200);
        return answer.path("access_token");
    }

    private String one(String token) {
        Response answer = wallet.credential(
                token, wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(1), wallet.nonce())));
        answer.then().statusCode(200);
        return answer.path("credentials[0].credential");
    }

    private static void refused(Response answer, String error) {
        answer.then()
                .statusCode(400)
                .contentType("application/json")
                .header("Cache-Control", containsString("no-store"))
                .body("error", equalTo(error));
    }

    private VerifiedCredential verified(String compact) {
        IssuerKeys keys = query ->
                new IssuerKeys.Found(organisation.publicKey(KeyUse.ISSUER).toPublicKey());
        var outcome = new SdJwtVerifier(keys, clock, Duration.ofMinutes(1))
                .verify(SdJwt.parse(compact), new KeyBinding.Waived());
        return ((Verification.Verified<VerifiedCredential>) outcome).value();
    }

    private CredentialStatus status(VerifiedCredential credential) {
        StatusReference place = credential.status().orElseThrow();
        Response list = given().get(place.uri());
        var outcome = StatusListToken.parseResponse(list.contentType(), list.asByteArray())
                .verify(organisation.publicKey(KeyUse.STATUS_LIST).toPublicKey(), place.uri(), clock.instant())
                .then(token -> token.statusAt(place.index()));
        return ((Verification.Verified<CredentialStatus>) outcome).value();
    }

    private static String other(String txCode) {
        return (txCode.charAt(0) == '9' ? '0' : (char) (txCode.charAt(0) + 1)) + txCode.substring(1);
    }

    private static <T> List<T> all(List<Callable<T>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(calls)) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private void expire(String table, String column, String key, String value) {
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        "update " + table + " set " + column + " = :now where " + key + " = :key")
                .setParameter("now", clock.instant())
                .setParameter("key", value)
                .executeUpdate());
    }

    private int attempts(String offer) {
        return ((Number) QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                                "select tx_code_attempts from issuance_offer where id = :id")
                        .setParameter("id", offer)
                        .getSingleResult()))
                .intValue();
    }

    private byte[] sealedClaims(String offer) {
        return (byte[]) QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "select sealed_claims from issuance_offer where id = :id", byte[].class)
                .setParameter("id", offer)
                .getResultList()
                .get(0));
    }

    private String row(String offer) {
        return (String) QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "select issuance_offer::text from issuance_offer where id = :id", String.class)
                .setParameter("id", offer)
                .getSingleResult());
    }
}
