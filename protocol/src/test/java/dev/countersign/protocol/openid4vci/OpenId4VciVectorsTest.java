package dev.countersign.protocol.openid4vci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published and own-made vectors for OpenID4VCI. The two files that describe situations at an endpoint
 * (own-token-errors.json, own-credential-endpoint.json) are played against the service.
 */
class OpenId4VciVectorsTest {
    private static final String EXAMPLES = "openid4vci/spec-examples/";

    @TestFactory
    Stream<DynamicTest> well_known_addresses_are_mapped() {
        return Vectors.cases("openid4vci/own-metadata-urls.json", vector -> assertThat(WellKnown.of(
                        URI.create(vector.get("issuer").textValue()),
                        vector.get("well_known").textValue()))
                .hasToString(vector.get("url").textValue()));
    }

    @TestFactory
    Stream<DynamicTest> offers_are_judged() {
        return Vectors.cases("openid4vci/own-offers.json", vector -> {
            if (vector.get("expected").textValue().equals("accept")) {
                read(vector);
            } else {
                assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> read(vector));
            }
        });
    }

    private static void read(JsonNode vector) {
        if (vector.has("offer_uri")) {
            var link = CredentialOfferLink.parse(vector.get("offer_uri").textValue(), EndpointPolicy.HTTPS_ONLY);
            assertThat(CredentialOfferLink.parse(link.toLink(), EndpointPolicy.HTTPS_ONLY))
                    .isEqualTo(link);
            return;
        }
        var offer = CredentialOffer.parse(vector.get("offer"), EndpointPolicy.HTTPS_ONLY);
        assertThat(CredentialOffer.parse(offer.toJson(), EndpointPolicy.HTTPS_ONLY))
                .isEqualTo(offer);
    }

    @TestFactory
    Stream<DynamicTest> key_proofs_are_judged() {
        return Vectors.cases("openid4vci/own-proofs.json", vector -> {
            var outcome = KeyProof.verify(
                    vector.get("proof_jwt").textValue(),
                    demand(vector),
                    OpenId4VciVectorsTest::didJwk,
                    Instant.ofEpochSecond(vector.get("evaluation_time").longValue()));
            String error = outcome.fold(
                    verified -> "accept",
                    rejected -> rejected.reason() == RejectionReason.WRONG_NONCE ? "invalid_nonce" : "invalid_proof",
                    later -> "undecided");
            assertThat(error).isEqualTo(vector.get("expected").textValue());
        });
    }

    private static KeyProof.Demand demand(JsonNode vector) {
        String flow = vector.get("access_token_flow").textValue();
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        vector.get("supported_algs")
                .forEach(alg -> SignatureAlgorithm.of(alg.textValue()).ifPresent(algorithms::add));
        return new KeyProof.Demand(
                vector.get("credential_issuer").textValue(),
                vector.get("expected_c_nonce").textValue()::equals,
                flow.startsWith("client_id ") ? Optional.of(flow.substring(10)) : Optional.empty(),
                algorithms);
    }

    private static Verification<PublicKey> didJwk(String didUrl) {
        String start = "did:jwk:";
        if (!didUrl.startsWith(start) || !didUrl.endsWith("#0")) {
            return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "not a did:jwk");
        }
        byte[] jwk = Base64Url.decode(didUrl.substring(start.length(), didUrl.length() - 2));
        return Verification.verified(PublicJwk.parse(Json.parse(jwk)).toPublicKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credential_offer_authz_code.txt",
                "credential_offer_multiple_credentials.json",
                "credential_offer_pre-authz_code.json"
            })
    void the_example_offers_are_read(String file) {
        assertThat(CredentialOffer.parse(body(file), EndpointPolicy.HTTPS_ONLY).credentialIssuer())
                .isEqualTo("https://credential-issuer.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization_details.json",
                "authorization_details_jwt_vc_json.json",
                "authorization_details_mso_doc.json",
                "authorization_details_multiple_credentials.json",
                "authorization_details_sd_jwt_vc.json",
                "authorization_details_with_as.json"
            })
    void the_example_authorization_details_are_read(String file) {
        assertThat(TokenRequest.configurationIds(Vectors.text(EXAMPLES + file))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credential_metadata_jwt_vc_json.json",
                "credential_metadata_ldp_vc.json",
                "credential_metadata_mso_mdoc.json",
                "credential_metadata_sd_jwt_vc.json"
            })
    void the_example_configurations_are_read(String file) {
        var metadata = Json.object()
                .put("credential_issuer", "https://a.example")
                .put("credential_endpoint", "https://a.example/credential");
        metadata.setAll((ObjectNode) body(file));
        assertThat(CredentialIssuerMetadata.parse(metadata, "https://a.example", EndpointPolicy.HTTPS_ONLY)
                        .configurations())
                .isNotEmpty();
    }

    @Test
    void the_example_issuer_metadata_are_read() {
        var metadata = CredentialIssuerMetadata.parse(
                body("credential_issuer_metadata_sd_jwt_long.json"),
                "https://credential-issuer.example.com",
                EndpointPolicy.HTTPS_ONLY);
        assertThat(metadata.batchSize()).isEqualTo(10);
        assertThat(metadata.encryptionRequired()).isTrue();
    }

    @Test
    void the_signed_example_metadata_hold_metadata() {
        var jws = Jws.parse(Vectors.text(EXAMPLES + "credential_issuer_metadata_sd_jwt_jwt.txt")
                .replaceAll("\\s", ""));
        assertThat(CredentialIssuerMetadata.parse(
                                jws.claims(), "https://credential-issuer.example.com", EndpointPolicy.HTTPS_ONLY)
                        .configurations())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"credential_response_ldp_vc.txt", "credential_response_mso_mdoc.txt"})
    void the_example_responses_are_read(String file) {
        String text = Vectors.text(EXAMPLES + file);
        // The proof value of one example is broken over two lines.
        String json = text.substring(text.indexOf("\n\n") + 2).replaceAll("\\n\\s+", " ");
        assertThat(CredentialResponse.parse(Json.parse(json))).isInstanceOf(CredentialResponse.Issued.class);
    }

    private static JsonNode body(String file) {
        String text = Vectors.text(EXAMPLES + file);
        return Json.parse(text.startsWith("HTTP/") ? text.substring(text.indexOf("\n\n") + 2) : text);
    }
}
