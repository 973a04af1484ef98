package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DidUrlDereferencerTest {
    private static final String BANK = "did:web:bank.example";
    private static final String DOCUMENT = """
            {"@context":"https://www.w3.org/ns/did/v1","id":"did:web:bank.example",
             "verificationMethod":[
              {"id":"#sign","type":"Multikey","controller":"did:web:bank.example",
               "publicKeyMultibase":"z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"},
              {"id":"#lent","type":"Multikey","controller":"did:web:evil.example",
               "publicKeyMultibase":"z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"}],
             "assertionMethod":["#sign","#lent"],
             "authentication":[{"id":"did:web:bank.example#login","type":"Multikey","controller":"did:web:bank.example",
               "publicKeyMultibase":"z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"}],
             "service":[
              {"id":"#files","type":"Files","serviceEndpoint":"https://files.example/a/b?x=1"},
              {"id":"did:web:bank.example#site","type":["LinkedDomains","Site"],
               "serviceEndpoint":["https://bank.example","https://bank.example/two#part",{"uri":"https://no.example"}]},
              {"id":"#mail","type":"Mail","serviceEndpoint":"mailto:desk@bank.example"},
              {"id":"#map","type":"Site","serviceEndpoint":{"uri":"https://no.example"}}],
             "extension":[{"id":"#extra","value":7}]}""";

    private final List<ResolutionOptions> asked = new ArrayList<>();
    private final DidUrlDereferencer dereferencer = new DidUrlDereferencer((did, options) -> {
        asked.add(options);
        if (did.toString().equals(BANK)) {
            return new Resolution.Resolved(
                    DidDocument.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8)),
                    ResolutionMetadata.DID_DOCUMENT,
                    DocumentMetadata.NONE);
        }
        if (did.toString().equals("did:web:closed.example")) {
            return new Resolution.Deactivated(
                    did,
                    Optional.empty(),
                    new DocumentMetadata(
                            true, Optional.empty(), Optional.empty(), Optional.empty(), java.util.Map.of()));
        }
        return new Resolution.Failed(ResolutionError.NOT_FOUND, "");
    });

    @Test
    void a_did_alone_leads_to_its_document() throws Exception {
        Dereferencing found = dereference("");

        assertThat(found)
                .isInstanceOfSatisfying(Dereferencing.Document.class, document -> assertThat(document.document())
                        .isEqualTo(DidDocument.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8))));
        assertThat(found.httpStatus()).isEqualTo(200);
        assertThat(json(found).at("/content/id").textValue()).isEqualTo(BANK);
        assertThat(json(found).at("/dereferencingMetadata/contentType").textValue())
                .isEqualTo("application/did");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "lent", "login", "files", "site", "extra"})
    void a_fragment_leads_to_the_object_that_bears_the_name(String fragment) throws Exception {
        Dereferencing found = dereference("#" + fragment);

        assertThat(found).isInstanceOf(Dereferencing.Part.class);
        assertThat(json(found).at("/content/id").textValue()).isEqualTo(BANK + "#" + fragment);
        assertThat(json(found).at("/content/@context").textValue()).isEqualTo("https://www.w3.org/ns/did/v1");
        assertThat(((Dereferencing.Part) found).part().verificationMethod().isPresent())
                .isEqualTo(List.of("sign", "lent", "login").contains(fragment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#other", "#", "#did:web:bank.example#sign", "#%73ign"})
    void a_fragment_that_nothing_bears_leads_nowhere(String fragment) {
        Dereferencing found = dereferencer.dereference(
                new DidUrl(
                        Did.parse(BANK),
                        "",
                        Optional.empty(),
                        Optional.of(fragment.substring(1).replace("#", "%23"))),
                DereferencingOptions.NONE);

        failsAs(ResolutionError.NOT_FOUND, found);
    }

    @Test
    void a_method_is_returned_for_the_purpose_it_is_listed_for_and_for_no_other() {
        assertThat(dereference("#sign", VerificationRelationship.ASSERTION_METHOD))
                .isInstanceOf(Dereferencing.Part.class);
        assertThat(dereference("#login", VerificationRelationship.AUTHENTICATION))
                .isInstanceOf(Dereferencing.Part.class);
        for (VerificationRelationship other : VerificationRelationship.values()) {
            if (other != VerificationRelationship.ASSERTION_METHOD) {
                failsAs(ResolutionError.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD, dereference("#sign", other));
            }
        }
    }

    @Test
    void a_method_that_somebody_else_controls_is_for_no_purpose_of_this_did() {
        failsAs(
                ResolutionError.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD,
                dereference("#lent", VerificationRelationship.ASSERTION_METHOD));
    }

    @Test
    void what_is_no_method_is_for_no_purpose() {
        failsAs(
                ResolutionError.INVALID_VERIFICATION_METHOD,
                dereference("#files", VerificationRelationship.ASSERTION_METHOD));
        failsAs(ResolutionError.INVALID_VERIFICATION_METHOD, dereference("", VerificationRelationship.AUTHENTICATION));
        failsAs(ResolutionError.NOT_FOUND, dereference("#gone", VerificationRelationship.AUTHENTICATION));
    }

    // RFC 3986 5.4 where the reference has neither scheme nor authority nor dots.
    @ParameterizedTest
    @CsvSource({
        "service=files, https://files.example/a/b?x=1",
        "service=%23files, https://files.example/a/b?x=1",
        "service=did:web:bank.example%23files, https://files.example/a/b?x=1",
        "serviceType=Files, https://files.example/a/b?x=1",
        "service=files&relativeRef=%2Fresume%2Fdoc%3Fversion%3Dlatest, https://files.example/resume/doc?version=latest",
        "service=files&relativeRef=/resume.pdf, https://files.example/resume.pdf",
        "service=files&relativeRef=g, https://files.example/a/g",
        "service=files&relativeRef=%3Fy%3D2, https://files.example/a/b?y=2",
        "service=files&relativeRef=%23part, https://files.example/a/b?x=1#part",
        "service=files&relativeRef=, https://files.example/a/b?x=1",
        "service=site&serviceType=Site&relativeRef=g, https://bank.example/g https://bank.example/g",
        "service=site, https://bank.example https://bank.example/two#part",
        "service=mail, mailto:desk@bank.example"
    })
    void a_service_leads_to_its_addresses(String query, String urls) {
        assertThat(endpoints("?" + query)).isInstanceOfSatisfying(Dereferencing.Endpoints.class, found -> assertThat(
                        String.join(" ", found.urls()))
                .isEqualTo(urls));
        assertThat(endpoints("?" + query).httpStatus()).isEqualTo(303);
    }

    @Test
    void an_address_inherits_the_fragment_unless_it_has_its_own() {
        assertThat(endpoints("?service=files&relativeRef=/doc#intro"))
                .isEqualTo(new Dereferencing.Endpoints(List.of("https://files.example/doc#intro")));
        failsAs(ResolutionError.INVALID_DID_URL, endpoints("?service=site#intro"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?service=gone",
                "?service=map",
                "?serviceType=Gone",
                "?service=files&serviceType=Mail",
                "?service=mail&relativeRef=/below"
            })
    void a_service_without_an_address_leads_nowhere(String query) {
        failsAs(ResolutionError.NOT_FOUND, endpoints(query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/x",
                "https:%2F%2Fevil.example",
                "javascript:alert",
                "..%2Fabove",
                "%2Fa%2F..%2F..%2Fb",
                ".%2Fa",
                "%252e%252e%2Fa",
                "a%252fb",
                "a%5Cb",
                "%5C%5Cevil.example",
                "a%20b",
                "%00",
                "%FF",
                "a%250d%250ab%0d%0aSet-Cookie:x"
            })
    void a_relative_reference_that_leads_elsewhere_is_refused(String reference) {
        failsAs(ResolutionError.INVALID_DID_URL, endpoints("?service=files&relativeRef=" + reference));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?service=files&service=site",
                "?service=files&%73ervice=site",
                "?relativeRef=/a",
                "?versionId=1&versionTime=2026-01-31T12:00:00Z",
                "?versionTime=yesterday",
                "?versionTime=2026-01-31T12:00:00.5Z",
                "?versionTime=2026-01-31T12:00:00",
                "?versionNumber=0",
                "?versionNumber=1e3",
                "?versionNumber=99999999999"
            })
    void parameters_that_contradict_or_mean_nothing_are_refused_before_anything_is_resolved(String query) {
        failsAs(ResolutionError.INVALID_DID_URL, dereference(query));
        assertThat(asked).isEmpty();
    }

    @Test
    void a_version_in_the_did_url_is_the_version_that_is_resolved() {
        dereference("?versionId=1-abc");
        dereference("?versionTime=2026-01-31T12:00:00Z");
        dereference("?versionNumber=3");
        dereferencer.dereference(DidUrl.parse(BANK), DereferencingOptions.NONE.at(ResolutionOptions.versionNumber(4)));

        assertThat(asked)
                .containsExactly(
                        ResolutionOptions.versionId("1-abc"),
                        ResolutionOptions.versionTime(Instant.parse("2026-01-31T12:00:00Z")),
                        ResolutionOptions.versionNumber(3),
                        ResolutionOptions.versionNumber(4));
        failsAs(
                ResolutionError.INVALID_DID_URL,
                dereferencer.dereference(
                        DidUrl.parse(BANK + "?versionNumber=3"),
                        DereferencingOptions.NONE.at(ResolutionOptions.versionNumber(4))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/path", "/whois", "?custom=1", "/path?service=files", "?service=files&custom=1"})
    void a_path_or_a_parameter_that_nobody_here_knows_leads_nowhere(String rest) {
        failsAs(ResolutionError.NOT_FOUND, dereference(rest));
    }

    @Test
    void a_hash_that_is_not_checked_is_not_ignored() {
        failsAs(ResolutionError.FEATURE_NOT_SUPPORTED, dereference("?hl=zQm123"));
    }

    @Test
    void without_asking_for_addresses_a_service_leads_to_the_document_that_has_it_alone() {
        assertThat(dereference("?service=files"))
                .isInstanceOfSatisfying(Dereferencing.Document.class, found -> assertThat(
                                found.document().services())
                        .extracting(ServiceEndpoint::id)
                        .containsExactly(BANK + "#files"));
        assertThat(dereference("?service=gone"))
                .isInstanceOfSatisfying(
                        Dereferencing.Document.class,
                        found -> assertThat(found.document().services()).isEmpty());
        assertThat(dereference("?service=files#files")).isInstanceOf(Dereferencing.Part.class);
        failsAs(ResolutionError.NOT_FOUND, dereference("?service=files#mail"));
        failsAs(ResolutionError.REPRESENTATION_NOT_SUPPORTED, endpoints("#sign"));
    }

    @Test
    void failures_of_the_resolution_are_passed_on() throws Exception {
        Dereferencing gone =
                dereferencer.dereference(DidUrl.parse("did:web:gone.example#k"), DereferencingOptions.NONE);
        Dereferencing closed =
                dereferencer.dereference(DidUrl.parse("did:web:closed.example#k"), DereferencingOptions.NONE);

        failsAs(ResolutionError.NOT_FOUND, gone);
        assertThat(json(gone).at("/dereferencingMetadata/error/type").textValue())
                .isEqualTo("https://www.w3.org/ns/did#NOT_FOUND");
        assertThat(closed).isInstanceOf(Dereferencing.Deactivated.class);
        assertThat(closed.httpStatus()).isEqualTo(410);
        assertThat(json(closed).at("/contentMetadata/deactivated").booleanValue())
                .isTrue();
        assertThat(json(closed).get("content").isNull()).isTrue();
    }

    @Test
    void relative_names_are_expanded_when_asked_for() throws Exception {
        DidDocument expanded =
                DidDocument.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8)).withAbsoluteUrls();

        JsonNode json = new ObjectMapper().readTree(expanded.toJson());
        assertThat(json.at("/verificationMethod/0/id").textValue()).isEqualTo(BANK + "#sign");
        assertThat(json.at("/assertionMethod/1").textValue()).isEqualTo(BANK + "#lent");
        assertThat(json.at("/service/0/id").textValue()).isEqualTo(BANK + "#files");
        assertThat(json.at("/extension/0/id").textValue()).isEqualTo(BANK + "#extra");
    }

    private Dereferencing dereference(String rest) {
        return dereferencer.dereference(DidUrl.parse(BANK + rest), DereferencingOptions.NONE);
    }

    private Dereferencing dereference(String rest, VerificationRelationship purpose) {
        return dereferencer.dereference(DidUrl.parse(BANK + rest), DereferencingOptions.purpose(purpose));
    }

    private Dereferencing endpoints(String rest) {
        return dereferencer.dereference(DidUrl.parse(BANK + rest), DereferencingOptions.NONE.endpoints());
    }

    private static void failsAs(ResolutionError error, Dereferencing found) {
        assertThat(found).isInstanceOfSatisfying(Dereferencing.Failed.class, failed -> assertThat(failed.error())
                .as(failed.detail())
                .isEqualTo(error));
        assertThat(found.httpStatus()).isEqualTo(error.httpStatus());
    }

    private static JsonNode json(Dereferencing found) throws Exception {
        return new ObjectMapper().readTree(found.toJson("application/did"));
    }
}
