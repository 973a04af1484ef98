package dev.countersign.service.issuance;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.openid4vci.CredentialOffer;
import dev.countersign.protocol.openid4vci.CredentialOfferLink;
import dev.countersign.protocol.openid4vci.CredentialRequest;
import dev.countersign.protocol.openid4vci.EndpointPolicy;
import dev.countersign.protocol.openid4vci.KeyProof;
import dev.countersign.protocol.openid4vci.TokenRequest;
import io.restassured.response.Response;
import java.net.URI;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A wallet that speaks OpenID4VCI, as any wallet would. */
final class CustomersWallet {
    private final String issuer;
    private final Clock clock;

    CustomersWallet(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Fetches the offer that a link leads to. */
    CredentialOffer scan(String link) {
        var reference =
                (CredentialOfferLink.Reference) CredentialOfferLink.parse(link, EndpointPolicy.ALLOWING_LOOPBACK_HTTP);
        Response answer = given().get(reference.uri());
        answer.then().statusCode(200).header("Cache-Control", "no-store");
        return CredentialOffer.parse(Json.parse(answer.asByteArray()), EndpointPolicy.ALLOWING_LOOPBACK_HTTP);
    }

    static URI address(String link) {
        return ((CredentialOfferLink.Reference) CredentialOfferLink.parse(link, EndpointPolicy.ALLOWING_LOOPBACK_HTTP))
                .uri();
    }

    Response redeem(CredentialOffer offer, Optional<String> txCode) {
        return token(new TokenRequest(offer.preAuthorized().orElseThrow().code(), txCode, List.of()).toForm());
    }

    Response token(String form) {
        return given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/oauth/token");
    }

    static String form(FormParameters.Pair... pairs) {
        return FormParameters.print(List.of(pairs));
    }

    String nonce() {
        Response answer = given().post("/openid4vci/nonce");
        answer.then().statusCode(200).header("Cache-Control", "no-store");
        return answer.path("c_nonce");
    }

    static List<KeyPair> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Keys.generate(SignatureAlgorithm.ES256))
                .toList();
    }

    String proof(KeyPair key, String nonce) {
        return KeyProof.make(
                new KeyProof.Purpose(issuer, nonce), JwsSigner.of(key), PublicJwk.of(key.getPublic()), clock.instant());
    }

    List<String> proofs(List<KeyPair> keys, String nonce) {
        return keys.stream().map(key -> proof(key, nonce)).toList();
    }

    ObjectNode request(String configuration, List<String> proofs) {
        return new CredentialRequest(new CredentialRequest.ByConfiguration(configuration), proofs).toJson();
    }

    Response credential(String token, JsonNode body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Json.print(body))
                .post("/openid4vci/credential");
    }

    Response notify(String token, ObjectNode body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Json.print(body))
                .post("/openid4vci/notification");
    }
}
