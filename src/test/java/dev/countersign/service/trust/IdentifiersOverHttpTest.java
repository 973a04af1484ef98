package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidKey;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The resolver as a Universal Resolver, or anybody, meets it. */
@QuarkusTest
class IdentifiersOverHttpTest {
    @Inject
    PublicUrl publicUrl;

    @Inject
    OrganisationDid organisation;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void a_key_resolves_however_it_is_written_in_the_path() throws Exception {
        Did did = DidKey.of(Keys.generate(SignatureAlgorithm.ES256).getPublic());

        for (String path : new String[] {did.toString(), encoded(did.toString())}) {
            HttpResponse<byte[]> answer = get(path, "*/*");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "content-type")).isEqualTo("application/did");
            assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=86400");
            assertThat(header(answer, "vary")).containsIgnoringCase("accept");
            assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
            assertThat(DidDocument.parse(answer.body()).id()).isEqualTo(did);
        }
    }

    @Test
    void our_own_did_resolves_with_the_colon_of_its_port_encoded_once() throws Exception {
        String did = organisation.did().toString();

        assertThat(DidDocument.parse(get(did, "application/did").body())).isEqualTo(organisation.document());
        assertThat(DidDocument.parse(get(encoded(did), "application/did").body()))
                .isEqualTo(organisation.document());
    }

    @Test
    void a_universal_resolver_gets_document_and_metadata() throws Exception {
        Did did = DidKey.of(Keys.generate(SignatureAlgorithm.EDDSA).getPublic());

        for (String type : new String[] {
            "application/did-resolution", "application/ld+json;profile=\"https://w3id.org/did-resolution\""
        }) {
            HttpResponse<byte[]> answer = get(did.toString(), type);
            ObjectNode result = Json.parseObject(answer.body());
            assertThat(header(answer, "content-type")).isEqualTo(type);
            assertThat(result.at("/didDocument/id").asText()).isEqualTo(did.toString());
            assertThat(result.at("/didResolutionMetadata/contentType").asText()).isEqualTo("application/did");
            assertThat(result.path("didDocumentMetadata").isObject()).isTrue();
        }
    }

    @Test
    void a_key_of_a_document_is_dereferenced_with_fragment_in_the_path() throws Exception {
        Did did = DidKey.of(Keys.generate(SignatureAlgorithm.ES384).getPublic());
        String name = DidKey.methodOf(did).toString();

        HttpResponse<byte[]> answer =
                get(encoded(name) + "?verificationRelationship=authentication", "application/did-url-dereferencing");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parseObject(answer.body()).at("/content/id").asText()).isEqualTo(name);
        assertThat(get(encoded(name) + "?verificationRelationship=keyAgreement", "application/did-url-dereferencing")
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void whoever_has_the_document_already_is_not_sent_it_again() throws Exception {
        Did did = DidKey.of(Keys.generate(SignatureAlgorithm.ES256).getPublic());
        String tag = header(get(did.toString(), "*/*"), "etag");

        HttpResponse<byte[]> again = http.send(
                request(did.toString(), "*/*").header("If-None-Match", tag).build(), BodyHandlers.ofByteArray());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void a_host_without_the_document_and_an_address_inside_are_told_apart_from_nonsense() throws Exception {
        HttpResponse<byte[]> absent = get(encoded(organisation.webDocument().id() + ":nobody"), "*/*");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(header(absent, "content-type")).startsWith("application/problem+json");
        assertThat(header(absent, "cache-control")).isEqualTo("no-store");
        assertThat(Json.parseObject(absent.body()).path("type").asText())
                .isEqualTo("https://www.w3.org/ns/did#NOT_FOUND");

        assertThat(get("did:web:10.0.0.1", "*/*").statusCode()).isEqualTo(400);
        assertThat(get("did:example:1", "*/*").statusCode()).isEqualTo(501);
        assertThat(get("nonsense", "*/*").statusCode()).isEqualTo(400);
        assertThat(get("did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC", "image/png")
                        .statusCode())
                .isEqualTo(406);
    }

    private HttpResponse<byte[]> get(String identifier, String accept) throws IOException, InterruptedException {
        return http.send(request(identifier, accept).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String identifier, String accept) {
        return HttpRequest.newBuilder(URI.create(publicUrl.uri() + "/1.0/identifiers/" + identifier))
                .header("Accept", accept);
    }

    private static String encoded(String identifier) {
        return URLEncoder.encode(identifier, StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
