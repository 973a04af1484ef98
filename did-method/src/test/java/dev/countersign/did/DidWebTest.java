package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DidWebTest {
    private static final Did BANK = Did.parse("did:web:bank.example");

    @Test
    void the_document_is_fetched_where_the_did_says_and_nowhere_else() {
        List<URI> asked = new ArrayList<>();
        DidWeb web = new DidWeb((uri, maxBytes) -> {
            asked.add(uri);
            assertThat(maxBytes).isEqualTo(DidDocument.MAX_BYTES);
            return document("did:web:bank.example");
        });

        assertThat(web.resolve(BANK)).isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> assertThat(
                        resolved.document().id())
                .isEqualTo(BANK));
        assertThat(asked).containsExactly(URI.create("https://bank.example/.well-known/did.json"));
    }

    @Test
    void a_document_of_another_did_is_refused() {
        failsAs(ResolutionError.INVALID_DID_DOCUMENT, (uri, maxBytes) -> document("did:web:evil.example"));
        failsAs(ResolutionError.INVALID_DID_DOCUMENT, (uri, maxBytes) -> document("did:web:BANK.example"));
    }

    @Test
    void a_malformed_document_is_refused() {
        failsAs(ResolutionError.INVALID_DID_DOCUMENT, (uri, maxBytes) -> new byte[] {'{'});
    }

    @Test
    void a_host_that_has_no_document_is_not_an_unreachable_host() {
        failsAs(ResolutionError.NOT_FOUND, (uri, maxBytes) -> {
            throw new DocumentNotFoundException("404");
        });
        failsAs(ResolutionError.UNREACHABLE, (uri, maxBytes) -> {
            throw new IOException("connection refused");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:web:localhost",
                "did:web:localhost%3A8080",
                "did:web:a.localhost",
                "did:web:bank",
                "did:web:10.0.0.1",
                "did:web:0x7f000001",
                "did:web:0x7f.1",
                "did:web:127.1",
                "did:web:0177.0.0.1",
                "did:web:a.example.0x1",
                "did:web:%5B%3A%3A1%5D",
                "did:web:%31%32%37.0.0.1",
                "did:web:user%40bank.example",
                "did:web:bank.example%3A",
                "did:web:bank.example%3A0",
                "did:web:bank.example%3A65536",
                "did:web:bank.example%3A80%3A81",
                "did:web:bank.example%2Fpath",
                "did:web:bank.example%00",
                "did:web:bank..example",
                "did:web:-bank.example",
                "did:web:bank_.example",
                "did:web:.bank.example",
                "did:web:bank.example.",
                "did:web:bank.example:a%5Cb",
                "did:web:bank.example:a%00",
                "did:web:bank.example:a%252e",
                "did:web:bank.example:a%3Fb",
                "did:web:bank.example:a%23b",
                "did:web:bank.example:%FF",
                "did:web:bank.example:.",
                "did:key:bank.example"
            })
    void an_address_that_could_mean_something_else_is_refused_before_the_network_is_asked(String did) {
        DidWeb web = new DidWeb((uri, maxBytes) -> {
            throw new AssertionError("asked " + uri);
        });

        assertThat(web.resolve(Did.parse(did)))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(ResolutionError.INVALID_DID));
    }

    @ParameterizedTest
    @CsvSource({
        "https://bank.example, did:web:bank.example",
        "https://bank.example/, did:web:bank.example",
        "https://bank.example:8443, did:web:bank.example%3A8443",
        "https://example.com/banks/one, did:web:example.com:banks:one",
        "https://example.com/banks/one/, did:web:example.com:banks:one",
        "https://example.com/a%20b~, did:web:example.com:a%20b%7E"
    })
    void a_did_is_made_from_the_address_of_its_subject(String base, String did) {
        DidWeb web = unreachable();

        assertThat(web.didAt(URI.create(base))).hasToString(did);
        assertThat(web.documentUri(Did.parse(did)).toString()).startsWith(base.replaceAll("/$", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bank.example",
                "https://127.0.0.1",
                "https://[::1]",
                "https://localhost",
                "http://localhost:8080",
                "https://a@bank.example",
                "https://bank.example?x",
                "https://bank.example#x",
                "https://bank.example/a//b",
                "https://bank.example/../a",
                "mailto:a@bank.example",
                "bank.example"
            })
    void no_did_is_made_from_an_address_where_it_could_not_be_resolved(String base) {
        assertThatThrownBy(() -> unreachable().didAt(URI.create(base))).isInstanceOf(MalformedDidException.class);
    }

    @Test
    void only_who_allows_it_aloud_knows_loopback_hosts_and_plain_http() {
        DidWeb development = unreachable().allowingLoopbackHttp();
        Did local = Did.parse("did:web:localhost%3A8080");

        assertThat(development.documentUri(local)).hasToString("http://localhost:8080/.well-known/did.json");
        assertThat(development.didAt(URI.create("http://localhost:8080"))).isEqualTo(local);
        assertThat(development.didAt(URI.create("http://127.0.0.1:8080"))).hasToString("did:web:127.0.0.1%3A8080");
        assertThat(development.documentUri(BANK)).hasToString("https://bank.example/.well-known/did.json");
        assertThatThrownBy(() -> development.didAt(URI.create("http://bank.example")))
                .isInstanceOf(MalformedDidException.class);
        assertThatThrownBy(() -> development.documentUri(Did.parse("did:web:10.0.0.1%3A8080")))
                .isInstanceOf(MalformedDidException.class);
    }

    private static void failsAs(ResolutionError error, DocumentFetcher fetcher) {
        assertThat(new DidWeb(fetcher).resolve(BANK))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(error));
    }

    private static DidWeb unreachable() {
        return new DidWeb((uri, maxBytes) -> {
            throw new IOException("unreachable");
        });
    }

    private static byte[] document(String id) {
        return ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
