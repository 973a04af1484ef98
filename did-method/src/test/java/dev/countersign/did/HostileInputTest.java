package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever comes in: a value, or {@link MalformedDidException}, and nothing else. */
class HostileInputTest {
    private static final String DOCUMENT = """
            {"id":"did:web:bank.example","controller":"did:web:bank.example","alsoKnownAs":["https://bank.example"],
             "verificationMethod":[{"id":"#k1","type":"JsonWebKey","controller":"did:web:bank.example","publicKeyJwk":
             {"kty":"EC","crv":"P-256","x":"acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0",
             "y":"_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE"}},
             {"id":"#k2","type":"Multikey","controller":"did:web:bank.example",
             "publicKeyMultibase":"z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"}],
             "authentication":["#k1"],"assertionMethod":["#k2"],
             "service":[{"id":"#s","type":"LinkedDomains","serviceEndpoint":"https://bank.example"}]}""";
    private static final DidResolver RESOLVER =
            DidResolver.of(new DidKey(), new DidJwk(), new DidWeb((uri, maxBytes) -> {
                assertThat(uri.getScheme()).isEqualTo("https");
                assertThat(uri.getHost()).contains(".").doesNotMatch("[0-9.]*");
                assertThat(uri.getRawPath())
                        .endsWith("/did.json")
                        .doesNotContain("//", "/../", "/./", "%2F", "%2E", "%25");
                throw new DocumentNotFoundException("nothing is there");
            }));

    @Property
    void a_did_is_read_back_as_it_was_written(@ForAll("didLike") String text) {
        parsed(() -> assertThat(Did.parse(text)).hasToString(text));
        parsed(() -> assertThat(DidUrl.parse(text)).hasToString(text));
    }

    @Property
    void every_did_has_a_resolution_and_never_an_exception(@ForAll("didLike") String text) {
        parsed(() -> assertThat(RESOLVER.resolve(Did.parse(text))).isNotNull());
    }

    @Property
    void any_bytes_are_a_document_or_malformed(@ForAll byte[] bytes) {
        parsed(() -> DidDocument.parse(bytes));
    }

    @Property
    void a_document_with_damaged_bytes_is_a_document_or_malformed(
            @ForAll @Size(min = 1, max = 4) int[] positions, @ForAll byte with) {
        byte[] bytes = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        for (int position : positions) {
            bytes[Math.floorMod(position, bytes.length)] ^= with;
        }
        parsed(() -> DidDocument.parse(DidDocument.parse(bytes).toJson()));
    }

    @Property
    void a_truncated_document_is_malformed(@ForAll int length) {
        byte[] bytes = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(bytes, Math.floorMod(length, bytes.length));

        assertThat(parsed(() -> DidDocument.parse(cut))).isFalse();
    }

    @Property
    void base58_comes_back(@ForAll @Size(max = 400) byte[] bytes) {
        assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
    }

    @Property
    void base58_text_comes_back(@ForAll("base58") String text) {
        assertThat(Base58.encode(Base58.decode(text))).isEqualTo(text);
    }

    @Property
    void any_multicodec_bytes_are_a_key_or_malformed(@ForAll @Size(max = 80) byte[] bytes) {
        String text = "z" + Base58.encode(bytes);
        parsed(() -> {
            if (Multikey.parse(text) instanceof VerificationKey.Usable usable) {
                assertThat(Multikey.print(usable.publicKey())).isEqualTo(text);
            }
        });
    }

    @Property
    void any_point_bytes_are_a_key_that_is_written_the_same_or_malformed(
            @ForAll @Size(33) byte[] point, @ForAll boolean odd) {
        point[0] = (byte) (odd ? 3 : 2);
        byte[] key = new byte[35];
        key[0] = (byte) 0x80;
        key[1] = 0x24;
        System.arraycopy(point, 0, key, 2, 33);
        String text = "z" + Base58.encode(key);

        parsed(() -> assertThat(Multikey.print(((VerificationKey.Usable) Multikey.parse(text)).publicKey()))
                .isEqualTo(text));
    }

    @Provide
    Arbitrary<String> didLike() {
        Arbitrary<String> part =
                Arbitraries.strings().withChars("abzAZ019.-_:%/?#é \u0000z").ofMaxLength(40);
        return Arbitraries.of(
                        "did:",
                        "did:web:",
                        "did:web:bank.example:",
                        "did:web:bank.example%3A",
                        "did:key:z",
                        "did:jwk:",
                        "")
                .flatMap(start -> part.map(rest -> start + rest));
    }

    @Provide
    Arbitrary<String> base58() {
        return Arbitraries.strings()
                .withChars("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
                .ofMaxLength(200);
    }

    private static boolean parsed(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (MalformedDidException e) {
            return false;
        }
    }
}
