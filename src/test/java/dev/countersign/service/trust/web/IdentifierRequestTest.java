package dev.countersign.service.trust.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierRequestTest {
    // The examples of DID Resolution 12.1, and what could be taken for something else.
    @ParameterizedTest
    @CsvSource({
        "did:example:1234,, did:example:1234",
        "did%3Aexample%3A1234, option1=value1&option2=value2, did:example:1234",
        "did%3aexample%3a1234,, did:example:1234",
        "did:example:1234, service=files&relativeRef=/resume.pdf, did:example:1234?service=files&relativeRef=/resume.pdf",
        "did%3Aexample%3A1234%3Fservice%3Dfiles%26relativeRef%3D%2Fresume.pdf, option1=value1,"
                + " did:example:1234?service=files&relativeRef=/resume.pdf",
        "did%3Aexample%3A1234%23key-1,, did:example:1234#key-1",
        "did:web:localhost%3A8080,, did:web:localhost%3A8080",
        "did%3Aweb%3Alocalhost%253A8080,, did:web:localhost%3A8080",
        "did%3Aweb%3Aa%252e%252e,, did:web:a%2e%2e",
        "did%3Aexample%3Aa+b,, did:example:a+b",
        "did%3Aexample%3A%zz,, did%3Aexample%3A%zz",
        "did:example:1234, verificationRelationship=authentication&versionId=3, did:example:1234?versionId=3",
        "%64id:example:1,, %64id:example:1"
    })
    void an_identifier_is_decoded_once_or_not_at_all(String path, String query, String identifier) throws Exception {
        assertThat(IdentifierRequest.of("/1.0/identifiers/" + path, Optional.ofNullable(query))
                        .identifier())
                .isEqualTo(identifier);
    }

    @Test
    void the_query_of_an_encoded_identifier_holds_options_and_that_of_a_plain_one_belongs_to_it() throws Exception {
        assertThat(IdentifierRequest.of("/1.0/identifiers/did%3Aa%3A1", Optional.of("versionId=3"))
                        .options()
                        .single("versionId"))
                .contains("3");
        assertThat(IdentifierRequest.of("/1.0/identifiers/did:a:1", Optional.of("versionId=3"))
                        .options()
                        .names())
                .isEmpty();
    }

    @Test
    void a_path_that_only_leads_here_after_normalising_names_nothing() throws Exception {
        assertThat(IdentifierRequest.of("/x/../1.0/identifiers/did:a:1", Optional.empty())
                        .identifier())
                .isEmpty();
    }

    @Test
    void a_query_with_a_broken_escape_is_refused() {
        assertThatThrownBy(() -> IdentifierRequest.of("/1.0/identifiers/did%3Aa%3A1", Optional.of("versionId=%zz")))
                .isInstanceOf(RefusedIdentifierException.class);
    }
}
