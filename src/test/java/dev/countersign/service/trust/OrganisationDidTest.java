package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.did.DidDocument;
import dev.countersign.did.DidUrl;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import org.junit.jupiter.api.Test;

class OrganisationDidTest {
    private final GeneratedKeys keys = new GeneratedKeys();
    private final OrganisationDid organisation =
            new OrganisationDid(keys, new PublicUrl(URI.create("https://bank.example")));

    @Test
    void the_did_is_that_of_the_public_url() {
        assertThat(organisation.did()).hasToString("did:web:bank.example");
        assertThat(new OrganisationDid(keys, new PublicUrl(URI.create("http://localhost:8080"))).did())
                .hasToString("did:web:localhost%3A8080");
    }

    @Test
    void each_key_is_listed_for_its_use_and_no_other() {
        DidDocument document = DidDocument.parse(organisation.document().toJson());
        DidUrl verifier = organisation.keyName(KeyUse.VERIFIER);
        DidUrl issuer = organisation.keyName(KeyUse.ISSUER);

        assertThat(verifier.fragment())
                .isEqualTo(keys.publicKey(KeyUse.VERIFIER).keyId());
        assertThat(document.key(verifier, VerificationRelationship.AUTHENTICATION))
                .contains(keys.publicKey(KeyUse.VERIFIER).toPublicKey());
        assertThat(document.key(verifier, VerificationRelationship.ASSERTION_METHOD))
                .isEmpty();
        assertThat(document.key(issuer, VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(document.key(issuer, VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(document.key(organisation.keyName(KeyUse.RECEIPT), VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
    }

    @Test
    void keys_that_are_not_for_others_are_not_in_the_document() {
        DidDocument document = organisation.document();

        assertThat(document.methods()).hasSize(4);
        assertThat(document.key(organisation.keyName(KeyUse.TOKEN), VerificationRelationship.ASSERTION_METHOD))
                .isEmpty();
    }

    @Test
    void an_older_key_stays_where_verifiers_look_for_it() {
        DidUrl older = organisation.keyName(KeyUse.ISSUER);
        keys.rotate(KeyUse.ISSUER);

        assertThat(organisation.document().key(older, VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(organisation.keyName(KeyUse.ISSUER)).isNotEqualTo(older);
        assertThat(JwkSet.parse(organisation.issuerMetadata().get("jwks"))
                        .find(older.fragment().orElseThrow()))
                .isPresent();
        assertThat(organisation.issuerMetadata().get("issuer").textValue()).isEqualTo("https://bank.example");
    }
}
