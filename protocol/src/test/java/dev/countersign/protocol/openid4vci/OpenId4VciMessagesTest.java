package dev.countersign.protocol.openid4vci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.wallet.EnrolmentInvitation;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenId4VciMessagesTest {
    private static final String ISSUER = "https://bank.example";
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final KeyPair HOLDER = Keys.generate(SignatureAlgorithm.ES256);
    private static final ProofKeys NO_DIDS =
            didUrl -> Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "none");

    @Test
    void every_message_is_read_back_as_it_was_printed() {
        var token = new TokenResponse(
                "secret",
                Duration.ofMinutes(5),
                Map.of("bank_customer", List.of("bank_customer")),
                Optional.of(new EnrolmentInvitation(URI.create("https://bank.example/wallet/v1/enrolments"), "code")));
        assertThat(TokenResponse.parse(token.toJson())).isEqualTo(token);
        var request = new TokenRequest("code", Optional.of("123456"), List.of("bank_customer"));
        assertThat(TokenRequest.parse(FormParameters.parse(request.toForm()))).isEqualTo(request);
        var nonce = new NonceResponse("n");
        assertThat(NonceResponse.parse(nonce.toJson())).isEqualTo(nonce);
        var credential = new CredentialRequest(new CredentialRequest.ByIdentifier("x"), List.of("a.b.c"));
        assertThat(CredentialRequest.read(credential.toJson(), 1))
                .isEqualTo(new CredentialRequest.Understood(credential));
        for (CredentialResponse response : List.of(
                new CredentialResponse.Issued(List.of(TextNode.valueOf("a~")), Optional.of("n1")),
                new CredentialResponse.Deferred("t1", Duration.ofSeconds(5)))) {
            assertThat(CredentialResponse.parse(response.toJson())).isEqualTo(response);
        }
        var notification =
                new NotificationRequest("n1", NotificationRequest.Event.CREDENTIAL_ACCEPTED, Optional.of("stored"));
        assertThat(NotificationRequest.parse(notification.toJson())).isEqualTo(notification);
    }

    @Test
    void metadata_are_read_back_as_they_were_printed() {
        var metadata = metadata("https://bank.example/openid4vci/credential");
        assertThat(CredentialIssuerMetadata.parse(metadata.toJson(), ISSUER, EndpointPolicy.HTTPS_ONLY))
                .isEqualTo(metadata);
    }

    @Test
    void metadata_of_another_issuer_are_refused() {
        var json = metadata("https://bank.example/openid4vci/credential").toJson();
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(
                        () -> CredentialIssuerMetadata.parse(json, "https://bank.example/", EndpointPolicy.HTTPS_ONLY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bank.example/credential",
                "https://10.0.0.1/credential",
                "https://169.254.169.254/latest",
                "https://[::1]/credential",
                "https://localhost/credential",
                "https://user@bank.example/credential"
            })
    void metadata_that_send_the_wallet_inside_a_network_are_refused(String endpoint) {
        var json = metadata(endpoint).toJson();
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> CredentialIssuerMetadata.parse(json, ISSUER, EndpointPolicy.HTTPS_ONLY));
    }

    private static CredentialIssuerMetadata metadata(String credentialEndpoint) {
        var claim = new ClaimDescription(
                ClaimPath.of("given_name"), true, List.of(Display.of("Given name", "en"), Display.of("名", "ja")));
        var configuration = new CredentialConfiguration(
                OpenId4Vci.SD_JWT_VC,
                Optional.of("bank_customer"),
                Optional.of("https://bank.example/vct/bank_customer"),
                List.of("ES256", "EdDSA"),
                List.of(Display.of("Customer", "en")),
                List.of(claim));
        return new CredentialIssuerMetadata(
                ISSUER,
                List.of(),
                new CredentialIssuerMetadata.Endpoints(
                        URI.create(credentialEndpoint),
                        Optional.of(URI.create("https://bank.example/openid4vci/nonce")),
                        Optional.empty(),
                        Optional.empty()),
                10,
                false,
                List.of(Display.of("Bank", "en")),
                Map.of("bank_customer", configuration));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|invalid_credential_request",
                "{}|invalid_credential_request",
                "{'credential_identifier':'a','credential_configuration_id':'b','proofs':{'jwt':['x']}}"
                        + "|invalid_credential_request",
                "{'credential_configuration_id':'b'}|invalid_proof",
                "{'credential_configuration_id':'b','proof':{'jwt':'x'}}|invalid_proof",
                "{'credential_configuration_id':'b','proofs':{}}|invalid_proof",
                "{'credential_configuration_id':'b','proofs':['x']}|invalid_proof",
                "{'credential_configuration_id':'b','proofs':{'jwt':[]}}|invalid_proof",
                "{'credential_configuration_id':'b','proofs':{'jwt':'x'}}|invalid_proof",
                "{'credential_configuration_id':'b','proofs':{'jwt':[1]}}|invalid_proof",
                "{'credential_configuration_id':'b','proofs':{'jwt':['x'],'di_vp':[{}]}}|invalid_proof",
                "{'credential_configuration_id':'b','proofs':{'jwt':['x','y','z']}}|invalid_credential_request",
                "{'credential_configuration_id':'b','proofs':{'jwt':['x']},'credential_response_encryption':{}}"
                        + "|invalid_encryption_parameters"
            })
    void a_request_that_is_not_one_is_answered_with_the_error_of_the_standard(String json, String error) {
        assertThat(CredentialRequest.read(Json.parse(json.replace('\'', '"')), 2))
                .isInstanceOfSatisfying(
                        CredentialRequest.Refused.class,
                        refused -> assertThat(refused.error().wireName()).isEqualTo(error));
    }

    @Test
    void a_proof_shows_the_key_of_the_holder() {
        assertThat(verify(proof(HOLDER), "n", NOW)).isEqualTo(Verification.verified(PublicJwk.of(HOLDER.getPublic())));
    }

    @Test
    void a_proof_older_than_five_minutes_is_rejected() {
        assertThat(verify(proof(HOLDER), "n", NOW.plus(KeyProof.MAX_AGE).minusSeconds(1)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(verify(proof(HOLDER), "n", NOW.plus(KeyProof.MAX_AGE))).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void a_proof_that_shows_another_key_than_it_is_signed_with_is_rejected() {
        var attacker = Keys.generate(SignatureAlgorithm.ES256);
        var stolen = KeyProof.make(
                new KeyProof.Purpose(ISSUER, "n"), JwsSigner.of(attacker), PublicJwk.of(HOLDER.getPublic()), NOW);
        assertThat(verify(stolen, "n", NOW))
                .isInstanceOfSatisfying(Verification.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(RejectionReason.SIGNATURE_INVALID));
    }

    @Property
    void whatever_arrives_as_a_proof_is_rejected_and_nothing_is_thrown(@ForAll String text) {
        assertThat(verify(text, "n", NOW)).isInstanceOf(Verification.Rejected.class);
    }

    @Property
    void whatever_is_scanned_is_an_offer_or_malformed(@ForAll String text) {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> CredentialOfferLink.parse(text, EndpointPolicy.HTTPS_ONLY));
    }

    @Property
    void form_parameters_are_read_back(@ForAll String name, @ForAll String value) {
        // Lone surrogates have no UTF-8.
        var pair = new FormParameters.Pair("n" + encodable(name), "v" + encodable(value));
        assertThat(FormParameters.parse(FormParameters.print(List.of(pair))).single(pair.name()))
                .contains(pair.value());
    }

    private static String encodable(String text) {
        return text.replaceAll("\\p{Cs}", "");
    }

    @Test
    void a_repeated_parameter_is_refused() {
        var form = FormParameters.parse("tx_code=1&tx_code=2");
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> form.single("tx_code"));
    }

    @Test
    void the_issuer_may_be_on_this_machine_only_when_that_is_allowed_aloud() {
        var offer = new CredentialOffer("http://localhost:8080", List.of("bank_customer"), Optional.empty());
        assertThat(CredentialOffer.parse(offer.toJson(), EndpointPolicy.ALLOWING_LOOPBACK_HTTP))
                .isEqualTo(offer);
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> CredentialOffer.parse(offer.toJson(), EndpointPolicy.HTTPS_ONLY));
        var elsewhere = new CredentialOffer("http://bank.example", List.of("bank_customer"), Optional.empty());
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> CredentialOffer.parse(elsewhere.toJson(), EndpointPolicy.ALLOWING_LOOPBACK_HTTP));
    }

    @Test
    void the_same_configuration_twice_is_no_offer() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> new CredentialOffer(ISSUER, List.of("a", "a"), Optional.empty()));
    }

    private static String proof(KeyPair key) {
        return KeyProof.make(new KeyProof.Purpose(ISSUER, "n"), JwsSigner.of(key), PublicJwk.of(key.getPublic()), NOW);
    }

    private static Verification<PublicJwk> verify(String proof, String nonce, Instant now) {
        var demand = new KeyProof.Demand(
                ISSUER, nonce::equals, Optional.empty(), Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA));
        return KeyProof.verify(proof, demand, NO_DIDS, now);
    }
}
