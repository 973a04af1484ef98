package dev.countersign.service.trust.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DocumentMetadata;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.did.ResolutionMetadata;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.protocol.Json;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierAnswersTest {
    private static final Path VECTORS = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"))
            .resolve("did-core/http-binding.json");
    private static final String RESULT = "application/did-resolution";
    private static final String CONTENT = "application/did-url-dereferencing";
    private static final String DOCUMENT = """
            {"id":"did:web:bank.example","verificationMethod":[
              {"id":"#k1","type":"Multikey","controller":"did:web:bank.example",
               "publicKeyMultibase":"z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"}],
             "assertionMethod":["#k1"],
             "service":[{"id":"#files","type":"Files","serviceEndpoint":"https://files.example/"}]}""";

    private final List<ResolutionOptions> asked = new ArrayList<>();
    private final IdentifierAnswers answers = new IdentifierAnswers(this::resolve, did -> Duration.ofMinutes(5));

    private Resolution resolve(Did did, ResolutionOptions options) {
        asked.add(options);
        if (did.toString().equals("did:web:bank.example")) {
            return new Resolution.Resolved(
                    DidDocument.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8)),
                    new ResolutionMetadata("application/did"),
                    DocumentMetadata.NONE);
        }
        if (did.id().equals("closed")) {
            return new Resolution.Deactivated(
                    did,
                    Optional.empty(),
                    new DocumentMetadata(true, Optional.empty(), Optional.empty(), Optional.empty(), Map.of()));
        }
        for (ResolutionError error : ResolutionError.values()) {
            if (did.id().equals(error.name())) {
                return new Resolution.Failed(error, "as the test wants");
            }
        }
        return new Resolution.Failed(ResolutionError.METHOD_NOT_SUPPORTED, "as the test wants");
    }

    @TestFactory
    Stream<DynamicTest> the_vectors_of_the_http_binding() throws IOException {
        if (!Files.isRegularFile(VECTORS)) {
            String reason = "no test vectors at " + VECTORS.toAbsolutePath().normalize();
            System.out.println("skipped: " + reason);
            Assumptions.abort(reason);
        }
        JsonNode cases = new ObjectMapper().readTree(Files.readAllBytes(VECTORS));
        return StreamSupport.stream(cases.spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("id").asText() + ": "
                                + vector.get("situation").asText(),
                        () -> check(vector)));
    }

    private void check(JsonNode vector) {
        String error = vector.path("error_type").asText("");
        String code =
                error.isEmpty() || error.equals("null") ? "" : URI.create(error).getFragment();
        IdentifierAnswer answer;
        switch (code) {
            case "" -> {
                if (vector.has("header")) {
                    answer = answer("did:web:bank.example", "service=files", "text/uri-list");
                    assertThat(answer.headers())
                            .containsKey(vector.get("header").asText());
                    assertThat(answer.body()).isEmpty();
                } else if (vector.has("did_document")) {
                    answer = answer("did:web:closed", "", RESULT);
                    assertThat(json(answer).get("didDocument")).isEqualTo(vector.get("did_document"));
                    assertThat(json(answer).get("didDocumentMetadata")).isEqualTo(vector.get("did_document_metadata"));
                } else {
                    String type = vector.get("content_type").asText();
                    answer = answer("did:web:bank.example", "", type);
                    assertThat(answer.headers()).containsEntry("Content-Type", type);
                }
            }
            case "INVALID_DID" -> answer = refused("did:web:bank+example", "", RESULT, error);
            case "INVALID_DID_URL" -> answer = refused("did:web:bank.example/%zz", "", CONTENT, error);
            case "INVALID_OPTIONS" ->
                answer = refused("did%3Aweb%3Abank.example", "versionTime=yesterday", RESULT, error);
            case "REPRESENTATION_NOT_SUPPORTED" -> answer = refused("did:web:bank.example", "", "image/png", error);
            default -> answer = refused("did:web:" + code, "", RESULT, error);
        }
        assertThat(answer.status()).isEqualTo(vector.get("http_status").asInt());
    }

    private IdentifierAnswer refused(String path, String query, String accept, String error) {
        IdentifierAnswer answer = answer(path, query, accept);
        JsonNode body = json(answer);
        String type = body.at("/didResolutionMetadata/error/type")
                .asText(body.at("/dereferencingMetadata/error/type")
                        .asText(body.path("type").asText()));
        assertThat(type).isEqualTo(error);
        return answer;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/did",
                "application/* | application/did",
                "application/did+json | application/did+json",
                "application/did+ld+json | application/did+ld+json",
                "text/html, application/did-resolution | application/did-resolution",
                "application/ld+json;profile=\"https://w3id.org/did-resolution\""
                        + " | application/ld+json;profile=\"https://w3id.org/did-resolution\"",
                "application/ld+json;profile=\"https://w3id.org/other\", */* | application/did",
                "application/did-url-dereferencing | application/did-url-dereferencing"
            })
    void a_did_is_answered_in_what_is_accepted(String accept, String contentType) {
        IdentifierAnswer answer = answer("did:web:bank.example", "", accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("Content-Type", contentType)
                .containsEntry("Cache-Control", "public, max-age=300");
        JsonNode body = json(answer);
        JsonNode document = body.has("didDocument") ? body.get("didDocument") : body.path("content");
        assertThat((document.isObject() ? document : body).get("id").asText()).isEqualTo("did:web:bank.example");
        assertThat(body.has("@context")).isEqualTo(contentType.startsWith("application/ld+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "application/ld+json", "text/uri-list", "text/*"})
    void what_cannot_be_made_is_not_acceptable(String accept) {
        IdentifierAnswer answer = answer("did:web:bank.example", "", accept);

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_part_of_a_document_is_answered_by_itself_or_with_its_metadata() {
        assertThat(json(answer("did%3Aweb%3Abank.example%23k1", "", "application/did"))
                        .get("id")
                        .asText())
                .isEqualTo("did:web:bank.example#k1");
        assertThat(json(answer("did%3Aweb%3Abank.example%23k1", "", CONTENT))
                        .at("/content/id")
                        .asText())
                .isEqualTo("did:web:bank.example#k1");
        assertThat(answer("did%3Aweb%3Abank.example%23gone", "", CONTENT).status())
                .isEqualTo(404);
    }

    @Test
    void a_key_is_found_for_the_purpose_that_is_asked_for_or_not_at_all() {
        String name = "did%3Aweb%3Abank.example%23k1";

        assertThat(answer(name, "verificationRelationship=assertionMethod", "*/*")
                        .status())
                .isEqualTo(200);
        IdentifierAnswer wrong = answer(name, "verificationRelationship=authentication", "*/*");
        assertThat(wrong.status()).isEqualTo(500);
        assertThat(json(wrong).get("type").asText())
                .isEqualTo("https://w3id.org/security#INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD");
        assertThat(answer(name, "verificationRelationship=everything", "*/*").status())
                .isEqualTo(400);
        assertThat(json(answer("did:web:bank.example", "verificationRelationship=assertionMethod", "*/*"))
                        .get("type")
                        .asText())
                .isEqualTo("https://w3id.org/security#INVALID_VERIFICATION_METHOD");
    }

    @Test
    void options_reach_the_resolver_and_unknown_ones_do_not() {
        answer("did%3Aweb%3Abank.example", "versionId=1-a", "*/*");
        answer("did:web:bank.example", "versionNumber=2", "*/*");
        assertThat(asked).containsExactly(ResolutionOptions.versionId("1-a"), ResolutionOptions.versionNumber(2));

        assertThat(answer("did%3Aweb%3Abank.example", "surprise=1", "*/*").status())
                .isEqualTo(501);
        for (String query : List.of(
                "versionId=1&versionNumber=2",
                "versionNumber=0",
                "versionNumber=x",
                "versionTime=1",
                "versionId=1&versionId=2",
                "expandRelativeUrls=perhaps")) {
            assertThat(answer("did%3Aweb%3Abank.example", query, "*/*").status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void relative_names_are_expanded_when_asked_for() {
        assertThat(json(answer("did%3Aweb%3Abank.example", "expandRelativeUrls=true", "*/*"))
                        .at("/assertionMethod/0")
                        .asText())
                .isEqualTo("did:web:bank.example#k1");
        assertThat(json(answer("did%3Aweb%3Abank.example", "expandRelativeUrls=false", CONTENT))
                        .at("/content/assertionMethod/0")
                        .asText())
                .isEqualTo("#k1");
    }

    @Test
    void a_did_that_was_given_up_is_gone_in_every_representation() {
        for (String accept : List.of("*/*", RESULT, CONTENT)) {
            assertThat(answer("did:web:closed", "", accept).status()).as(accept).isEqualTo(410);
        }
        assertThat(answer("did%3Aweb%3Aclosed%23k1", "", "*/*").status()).isEqualTo(410);
    }

    @Test
    void an_error_that_passes_is_kept_by_nobody() {
        for (ResolutionError error : ResolutionError.values()) {
            for (String accept : List.of("*/*", RESULT)) {
                IdentifierAnswer answer = answer("did:web:" + error.name(), "", accept);
                assertThat(answer.headers().get("Cache-Control"))
                        .as(error.name())
                        .isEqualTo(
                                error.mayPass() || error == ResolutionError.INVALID_DID
                                        ? "no-store"
                                        : "public, max-age=300");
                assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(error == ResolutionError.UNREACHABLE);
            }
        }
    }

    private IdentifierAnswer answer(String path, String query, String accept) {
        List<MediaType> accepted = Arrays.stream(accept.split(", "))
                .map(IdentifierAnswersTest::type)
                .toList();
        Optional<String> asQuery = query.isEmpty() ? Optional.empty() : Optional.of(query);
        try {
            return answers.answer(IdentifierRequest.of(IdentifierRequest.PATH + path, asQuery), accepted);
        } catch (RefusedIdentifierException e) {
            return answers.refused(Representation.DID, e.error(), e.detail());
        }
    }

    private static MediaType type(String text) {
        String[] parts = text.split(";profile=", 2);
        String[] names = parts[0].split("/", 2);
        return parts.length == 1
                ? new MediaType(names[0], names[1])
                : new MediaType(names[0], names[1], Map.of("profile", parts[1].replace("\"", "")));
    }

    private static ObjectNode json(IdentifierAnswer answer) {
        return Json.parseObject(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
