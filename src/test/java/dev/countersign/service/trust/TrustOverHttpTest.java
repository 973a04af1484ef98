package dev.countersign.service.trust;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.did.Resolution;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.sdjwt.IssuerKeyQuery;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.statuslist.AllocateStatus;
import dev.countersign.service.statuslist.ChangeStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrustOverHttpTest {
    @Inject
    OrganisationDid organisation;

    @Inject
    OrganisationKeys keys;

    @Inject
    DidResolution dids;

    @Inject
    PublicUrl publicUrl;

    @Inject
    IssuerKeys issuerKeys;

    @Inject
    StatusLists statusLists;

    @Inject
    AllocateStatus allocate;

    @Inject
    ChangeStatus change;

    @Test
    void whoever_resolves_our_did_over_http_finds_our_keys() {
        assertThat(dids.resolve(organisation.did()))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> assertThat(resolved.document()
                                .key(organisation.keyName(KeyUse.VERIFIER), VerificationRelationship.AUTHENTICATION))
                        .contains(keys.publicKey(KeyUse.VERIFIER).toPublicKey()));
    }

    @Test
    void the_did_document_may_be_read_and_kept_by_anybody() {
        given().get("/.well-known/did.json")
                .then()
                .statusCode(200)
                .contentType("application/did+json")
                .header("Cache-Control", startsWith("public"))
                .header("Access-Control-Allow-Origin", "*")
                .body("id", equalTo(organisation.webDocument().id().toString()))
                .body("alsoKnownAs", hasItem(organisation.did().toString()));
    }

    @Test
    void our_issuer_metadata_has_the_keys_of_credentials_and_of_status_lists() {
        byte[] body = given().get("/.well-known/jwt-vc-issuer")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("issuer", equalTo(publicUrl.uri().toString()))
                .extract()
                .asByteArray();
        JwkSet published = JwkSet.parse(Json.parseObject(body).get("jwks"));

        assertThat(published.find(keys.publicKey(KeyUse.ISSUER).keyId().orElseThrow()))
                .isPresent();
        assertThat(published.find(keys.publicKey(KeyUse.STATUS_LIST).keyId().orElseThrow()))
                .isPresent();
        assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("\"d\"");
    }

    @Test
    void a_status_of_ours_is_seen_at_once_by_ourselves() {
        StatusReference place = allocate.allocate();
        assertThat(status(place)).isEqualTo(Verification.verified(CredentialStatus.VALID));

        change.change(place, CredentialStatus.INVALID);

        assertThat(status(place)).isEqualTo(Verification.verified(CredentialStatus.INVALID));
    }

    @Test
    void a_credential_that_we_issue_is_verified_by_us() {
        String keyId = keys.publicKey(KeyUse.ISSUER).keyId().orElseThrow();

        assertThat(issuerKeys.find(new IssuerKeyQuery(
                        Optional.of(publicUrl.uri().toString()),
                        Optional.of(keyId),
                        Optional.empty(),
                        Optional.of("urn:bank:customer"),
                        Optional.empty())))
                .isEqualTo(new IssuerKeys.Found(keys.publicKey(KeyUse.ISSUER).toPublicKey()));
    }

    private Verification<CredentialStatus> status(StatusReference place) {
        return ((StatusLists.Found) statusLists.find(place.uri())).token().statusAt(place.index());
    }

    @Test
    void a_stranger_neither_reads_nor_changes_whom_we_trust() {
        given().get("/api/v1/trusted_issuers").then().statusCode(401);
        given().contentType("application/json")
                .body("{\"issuer\":\"https://evil.example\"}")
                .put("/api/v1/trusted_issuers")
                .then()
                .statusCode(401);
        given().queryParam("issuer", "https://issuer.example")
                .delete("/api/v1/trusted_issuers")
                .then()
                .statusCode(401);
    }
}
