package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the examples of README.md: each code block there is a region of this class, word for word. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Path THIS = Path.of("src/test/java/dev/countersign/did/ReadmeTest.java");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("( *)// readme: (\\w+)\n(.*?)\n *// readme end", Pattern.DOTALL);

    private final Map<URI, byte[]> web = new HashMap<>();

    @Test
    void a_did_is_created_published_and_resolved() throws Exception {
        Clock clock = Clock.systemUTC();
        // readme: create
        ProofSigner signer =
                ProofSigner.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        PublicKey signingKey =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();

        WebVhController controller = new WebVhController(clock);
        WebVhLog log = controller.create(
                URI.create("https://bank.example"),
                did -> DidDocument.describing(did)
                        .key("sign", signingKey, Set.of(VerificationRelationship.ASSERTION_METHOD))
                        .build(),
                WebVhChange.nothing(),
                signer);

        publish("https://bank.example/.well-known/did.jsonl", log.toJsonl());
        publish(
                "https://bank.example/.well-known/did.json",
                log.parallelDidWeb().toJson());
        // readme end

        DocumentFetcher fetcher = this::fetch;
        DidUrl name = DidUrl.of(log.did(), "sign");
        Optional<PublicKey> found = Optional.empty();
        // readme: resolve
        DidResolver resolver = DidResolver.of(
                new DidKey(),
                new DidJwk(),
                new DidWeb(fetcher),
                new DidWebVh(fetcher, clock).remembering(WebVhPrefixes.inMemory(1_000)));

        if (resolver.resolve(name.did()) instanceof Resolution.Resolved resolved) {
            found = resolved.document().key(name, VerificationRelationship.ASSERTION_METHOD);
        }
        // readme end
        assertThat(found).contains(signingKey);

        ProofSigner nextSigner =
                ProofSigner.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        // readme: promise
        WebVhLog promised =
                controller.update(log, WebVhChange.nothing().nextKeys(List.of(nextSigner.publicKey())), signer);
        // readme end

        PublicKey keyAfterNext =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        // readme: rotate
        WebVhLog rotated = controller.update(
                promised,
                WebVhChange.nothing()
                        .updateKeys(List.of(nextSigner.publicKey()))
                        .nextKeys(List.of(keyAfterNext)),
                nextSigner);

        publish("https://bank.example/.well-known/did.jsonl", rotated.toJsonl());
        // readme end

        // readme: versions
        Resolution first = resolver.resolve(log.did(), ResolutionOptions.versionNumber(1));
        Resolution then = resolver.resolve(log.did(), ResolutionOptions.versionTime(log.versionTime()));
        // readme end
        assertThat(then).isEqualTo(first).isInstanceOf(Resolution.Resolved.class);
        assertThat(resolver.resolve(log.did()))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> assertThat(
                                resolved.documentMetadata().version().map(DocumentMetadata.Version::id))
                        .contains(rotated.versionId()));
    }

    @Test
    void the_readme_shows_exactly_what_is_run_here() throws IOException {
        List<String> regions = new ArrayList<>();
        Matcher region = REGION.matcher(read(THIS));
        while (region.find()) {
            regions.add(region.group(3).replaceAll("(?m)^" + region.group(1), "") + "\n");
        }
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(read(README));
        while (block.find()) {
            blocks.add(block.group(1));
        }

        assertThat(blocks).isNotEmpty().containsExactlyInAnyOrderElementsOf(regions);
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private void publish(String uri, byte[] file) {
        web.put(URI.create(uri), file);
    }

    private byte[] fetch(URI uri, int maxBytes) throws IOException {
        byte[] file = web.get(uri);
        if (file == null || file.length > maxBytes) {
            throw new DocumentNotFoundException("status: 404");
        }
        return file;
    }
}
