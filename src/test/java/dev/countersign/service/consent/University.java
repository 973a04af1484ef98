package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidJwk;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.sdjwt.DisclosureFrame;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.statuslist.StatusReference;
import io.restassured.http.ContentType;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An issuer that is not the bank, which the bank trusts for one type of credential. */
record University(KeyPair key, Did did) {
    static final String VCT = "https://university.example/student";

    /** Opens one, and has the bank trust it. */
    static University trusted() {
        University university = unknown();
        as("client:ops", "scope:admin")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "issuer",
                        university.did.toString(),
                        "display_name",
                        "Example University",
                        "vcts",
                        List.of(VCT),
                        "key_method",
                        "did"))
                .put("/api/v1/trusted_issuers")
                .then()
                .statusCode(200);
        return university;
    }

    /** Opens one of which the bank knows nothing. */
    static University unknown() {
        KeyPair key = Keys.generate(SignatureAlgorithm.ES256);
        return new University(key, DidJwk.of(key.getPublic()));
    }

    /** Issues a student credential that is bound to this key. */
    SdJwt issuesTo(KeyPair holder) {
        return issue(claims(holder));
    }

    /** The same, with a place in a status list. */
    SdJwt issuesTo(KeyPair holder, StatusReference status) {
        ObjectNode claims = claims(holder);
        claims.set("status", status.toJson());
        return issue(claims);
    }

    private ObjectNode claims(KeyPair holder) {
        Instant now = Instant.now();
        ObjectNode claims = Json.object()
                .put("iss", did.toString())
                .put("vct", VCT)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(Duration.ofHours(1)).getEpochSecond())
                .put("given_name", "Alice");
        claims.putObject("cnf").set("jwk", PublicJwk.of(holder.getPublic()).toJson());
        return claims;
    }

    private SdJwt issue(ObjectNode claims) {
        String keyName = DidJwk.methodOf(did).toString();
        return new SdJwtIssuer(JwsSigner.of(key), keyName, RandomSource.secure())
                .issue(claims, DisclosureFrame.of(ClaimPath.of("given_name")));
    }
}
