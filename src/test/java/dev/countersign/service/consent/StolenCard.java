package dev.countersign.service.consent;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.sdjwt.Audience;
import dev.countersign.protocol.sdjwt.KeyBindingInput;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import dev.countersign.wallet.CredentialCopy;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.HolderKey;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A presentation for a renewal, made with keys and card from somebody's phone; whoever has it can send it. */
record StolenCard(String presentation, Clock clock) {
    static StolenCard from(Alice alice, Clock clock) {
        String nonce = given().post("/openid4vci/nonce")
                .then()
                .statusCode(200)
                .extract()
                .path("c_nonce");
        return from(alice, clock, endpoint(alice).toString(), nonce);
    }

    static StolenCard from(Alice alice, Clock clock, String audience, String nonce) {
        CredentialCopy copy = alice.stores().credentials().all().get(0).copies().get(0);
        HolderKey key = alice.stores().keys().find(copy.key()).orElseThrow();
        SdJwt issued = SdJwt.parse(copy.sdJwt());
        Set<ClaimPath> all = StreamSupport.stream(
                        ((Iterable<String>) () -> issued.unverifiedClaims().fieldNames()).spliterator(), false)
                .map(ClaimPath::of)
                .collect(Collectors.toSet());
        KeyBindingInput binding =
                new KeyBindingInput(key, new Audience(audience), new Nonce(nonce), clock.instant(), Json.object());
        return new StolenCard(SdJwtPresenter.present(issued, all, binding).compact(), clock);
    }

    Response presentedBy(Alice somebody) {
        return send(somebody, presentation);
    }

    Response tampered(Alice somebody, String from, String to) {
        return send(somebody, presentation.replace(from, to));
    }

    private Response send(Alice somebody, String credential) {
        ObjectNode body = Json.object().put("credential", credential);
        byte[] bytes = Json.print(body);
        Enrolment enrolment = somebody.wallet().enrolments().get(0);
        HolderKey own = somebody.stores().keys().find(enrolment.key()).orElseThrow();
        DpopProof.Request proved = DpopProof.Request.of("POST", endpoint(somebody), bytes);
        return given().header("DPoP", DpopProof.make(proved, own, own.publicJwk(), clock.instant()))
                .contentType("application/json")
                .body(bytes)
                .post("/wallet/v1/renewals");
    }

    private static URI endpoint(Alice alice) {
        return URI.create(alice.wallet().enrolments().get(0).base() + "renewals");
    }
}
