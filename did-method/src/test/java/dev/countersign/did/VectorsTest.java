package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case under did-core, did-key, did-jwk and did-web; see {@link Vectors} for what is not run here, and why. */
class VectorsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DidResolver OFFLINE = DidResolver.of(new DidKey(), new DidJwk());

    @TestFactory
    Stream<DynamicTest> did_core_syntax() {
        return Vectors.each("did-core/syntax.json", vector -> {
            String input = vector.get("input").textValue();
            switch (vector.get("kind").textValue()) {
                case "did" -> assertThat(Did.parse(input)).hasToString(input);
                case "did-url" -> {
                    assertThat(DidUrl.parse(input)).hasToString(input);
                    refused(() -> Did.parse(input));
                }
                default -> {
                    refused(() -> Did.parse(input));
                    refused(() -> DidUrl.parse(input));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> did_resolution_http_binding() {
        return Vectors.each("did-core/http-binding.json", vector -> {
            Did did = Did.parse("did:example:1");
            JsonNode type = vector.get("error_type");
            Resolution resolution;
            if (type.isTextual()) {
                String code = URI.create(type.textValue()).getFragment();
                ResolutionError error = ResolutionError.valueOf(code);
                assertThat(error.type()).isEqualTo(type.textValue());
                resolution = new Resolution.Failed(error, "");
            } else if (vector.has("did_document")) {
                resolution = new Resolution.Deactivated(did, Optional.empty(), DocumentMetadata.NONE);
            } else {
                resolution = new Resolution.Resolved(
                        DidDocument.describing(did).build(), ResolutionMetadata.DID_DOCUMENT, DocumentMetadata.NONE);
            }
            assertThat(resolution.httpStatus())
                    .isEqualTo(vector.get("http_status").intValue());
        });
    }

    @TestFactory
    Stream<DynamicTest> did_key_own_cases() {
        return Vectors.each("did-key/own-cases.json", vector -> {
            String did = vector.get("did").textValue();
            if (vector.get("expected").textValue().equals("error")) {
                assertThat(resolves(did)).isFalse();
                return;
            }
            Did parsed = Did.parse(did);
            PublicKey key = document(parsed)
                    .key(DidKey.methodOf(parsed), VerificationRelationship.AUTHENTICATION)
                    .orElseThrow();
            assertThat(jwk(key)).isEqualTo(vector.get("public_key_jwk"));
            assertThat(DidKey.of(key)).isEqualTo(parsed);
        });
    }

    @TestFactory
    Stream<DynamicTest> did_key_own_did_urls() {
        return Vectors.each("did-key/own-did-urls.json", vector -> {
            DidUrl url = DidUrl.parse(vector.get("did_url").textValue());
            assertThat(url.did()).hasToString(vector.get("did").textValue());
            assertThat(document(url.did())
                            .key(url, VerificationRelationship.ASSERTION_METHOD)
                            .isPresent())
                    .isEqualTo(vector.get("expected").textValue().equals("ok"));
        });
    }

    @TestFactory
    Stream<DynamicTest> did_key_w3c_ccg_nist_curves() {
        return fields(Vectors.read("did-key/w3c-ccg/nist-curves.json"), (did, vector) -> {
            Did parsed = Did.parse(did);
            JsonNode expected = vector.at("/didDocument/verificationMethod/0/publicKeyJwk");
            assertThat(jwk(document(parsed)
                            .key(DidKey.methodOf(parsed), VerificationRelationship.ASSERTION_METHOD)
                            .orElseThrow()))
                    .isEqualTo(expected);
            DidDocument published = DidDocument.parse(MAPPER.writeValueAsBytes(vector.get("didDocument")));
            assertThat(published
                            .key(DidKey.methodOf(parsed), VerificationRelationship.AUTHENTICATION)
                            .map(VectorsTest::jwk))
                    .contains(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> did_key_w3c_ccg_ed25519() {
        DidResolver deriving = DidResolver.of(new DidKey().derivingEncryptionKeys());
        return fields(Vectors.read("did-key/w3c-ccg/ed25519-x25519.json"), (did, vector) -> {
            Did parsed = Did.parse(did);
            DidUrl derived = DidUrl.parse(vector.at("/keyAgreementKeyPair/id").textValue(), parsed);
            DidDocument both = ((Resolution.Resolved) deriving.resolve(parsed)).document();
            assertThat(both.key(derived, VerificationRelationship.KEY_AGREEMENT).map(OctetKey.X25519::rawBytes))
                    .contains(rawKey(vector.get("keyAgreementKeyPair")));
            assertThat(both.key(derived, VerificationRelationship.AUTHENTICATION))
                    .isEmpty();
            assertThat(both.key(DidKey.methodOf(parsed), VerificationRelationship.AUTHENTICATION))
                    .isPresent();
            PublicKey key = document(parsed)
                    .key(DidKey.methodOf(parsed), VerificationRelationship.AUTHENTICATION)
                    .orElseThrow();
            assertThat(OctetKey.ED25519.rawBytes(key)).isEqualTo(rawKey(vector.get("verificationKeyPair")));
            assertThat(document(parsed).key(DidKey.methodOf(parsed), VerificationRelationship.KEY_AGREEMENT))
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> did_key_w3c_ccg_x25519() {
        return fields(Vectors.read("did-key/w3c-ccg/x25519.json").get("didDocument"), (did, vector) -> {
            Did parsed = Did.parse(did);
            PublicKey key = document(parsed)
                    .key(DidKey.methodOf(parsed), VerificationRelationship.KEY_AGREEMENT)
                    .orElseThrow();
            assertThat(OctetKey.X25519.rawBytes(key)).isEqualTo(rawKey(vector.at("/verificationMethod/0")));
            assertThat(document(parsed).key(DidKey.methodOf(parsed), VerificationRelationship.AUTHENTICATION))
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> did_key_w3c_ccg_secp256k1() {
        return fields(Vectors.read("did-key/w3c-ccg/secp256k1.json"), (did, vector) -> {
            Did parsed = Did.parse(did);
            ECPublicKey key = (ECPublicKey) document(parsed)
                    .key(DidKey.methodOf(parsed), VerificationRelationship.ASSERTION_METHOD)
                    .orElseThrow();
            JsonNode pair = vector.get("verificationKeyPair");
            if (pair.has("publicKeyBase58")) {
                assertThat(EcCurve.SECP256K1.compress(key)).isEqualTo(rawKey(pair));
            } else {
                assertThat(jwk(key).get("x")).isEqualTo(pair.at("/publicKeyJwk/x"));
                assertThat(jwk(key).get("y")).isEqualTo(pair.at("/publicKeyJwk/y"));
            }
            assertThat(DidKey.of(key)).isEqualTo(parsed);
            // did:key lists no key of its own for agreement, though the published document does.
            assertThat(document(parsed).key(DidKey.methodOf(parsed), VerificationRelationship.KEY_AGREEMENT))
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> did_key_w3c_ccg_kinds_that_are_known_by_name_only() {
        return Stream.of("rsa", "bls12381")
                .flatMap(file -> fields(Vectors.read("did-key/w3c-ccg/" + file + ".json"), (did, vector) -> {
                    Resolution resolution = OFFLINE.resolve(Did.parse(did));
                    assertThat(resolution).isInstanceOf(Resolution.Failed.class);
                    assertThat(((Resolution.Failed) resolution).error())
                            .isEqualTo(ResolutionError.FEATURE_NOT_SUPPORTED);
                    // The published document of such a key can still be read: it has a method that we do not use.
                    DidDocument published = DidDocument.parse(MAPPER.writeValueAsBytes(vector.get("didDocument")));
                    assertThat(published.key(DidKey.methodOf(Did.parse(did)), VerificationRelationship.AUTHENTICATION))
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> did_jwk_own_cases() {
        return Vectors.each("did-jwk/own-cases.json", vector -> {
            String did = vector.get("did").textValue();
            if (vector.get("expected").textValue().equals("error")) {
                assertThat(didUrlLeadsToKey(did)).isFalse();
                return;
            }
            Did parsed = Did.parse(did);
            DidUrl method = DidJwk.methodOf(parsed);
            if (vector.has("verification_method")) {
                assertThat(method).hasToString(vector.get("verification_method").textValue());
            }
            DidDocument document = document(parsed);
            assertThat(document.methods()).extracting(VerificationMethod::id).containsExactly(method);
            PublicKey key = ((VerificationKey.Usable) document.methods().get(0).key()).publicKey();
            ObjectNode expected = vector.get("public_key_jwk").deepCopy();
            expected.retain("kty", "crv", "x", "y");
            assertThat(jwk(key)).isEqualTo(expected);
            JsonNode agreement = vector.path("key_agreement");
            if (agreement.isBoolean()) {
                assertThat(document.key(method, VerificationRelationship.KEY_AGREEMENT)
                                .isPresent())
                        .isEqualTo(agreement.booleanValue());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> did_jwk_examples_of_the_specification() {
        return Vectors.each("did-jwk/spec-examples.json", vector -> {
            DidDocument document = document(Did.parse(vector.get("did").textValue()));
            assertThat(sorted(MAPPER.readTree(document.toJson()))).isEqualTo(sorted(vector.get("did_document")));
            assertThat(DidDocument.parse(MAPPER.writeValueAsBytes(vector.get("did_document")))
                            .id())
                    .isEqualTo(document.id());
        });
    }

    @TestFactory
    Stream<DynamicTest> did_web_url_mapping() {
        DidWeb web = new DidWeb((uri, maxBytes) -> {
            throw new AssertionError("refused before any network access, or only mapped");
        });
        return Vectors.each("did-web/url-mapping.json", vector -> {
            String did = vector.get("did").textValue();
            if (vector.get("expected").textValue().equals("error")) {
                refused(() -> web.documentUri(Did.parse(did)));
            } else {
                assertThat(web.documentUri(Did.parse(did)))
                        .hasToString(vector.get("url").textValue());
            }
        });
    }

    // The published documents name older types of method; the key material is what counts.
    private static byte[] rawKey(JsonNode method) {
        return method.has("publicKeyBase58")
                ? Base58.decode(method.get("publicKeyBase58").textValue())
                : Jwk.base64Url(method.at("/publicKeyJwk/x").textValue());
    }

    private static DidDocument document(Did did) {
        return ((Resolution.Resolved) OFFLINE.resolve(did)).document();
    }

    private static boolean resolves(String did) {
        try {
            return OFFLINE.resolve(Did.parse(did)) instanceof Resolution.Resolved;
        } catch (MalformedDidException e) {
            return false;
        }
    }

    private static boolean didUrlLeadsToKey(String didUrl) {
        try {
            DidUrl url = DidUrl.parse(didUrl);
            DidUrl key = url.fragment().isPresent() ? url : DidJwk.methodOf(url.did());
            return OFFLINE.resolve(url.did()) instanceof Resolution.Resolved resolved
                    && resolved.document()
                            .key(key, VerificationRelationship.AUTHENTICATION)
                            .isPresent();
        } catch (MalformedDidException e) {
            return false;
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable parse) {
        assertThatThrownBy(parse).isInstanceOf(MalformedDidException.class);
    }

    private static JsonNode jwk(PublicKey key) {
        return Jwk.print(key);
    }

    // The order of a document's members says nothing.
    private static Set<String> sorted(JsonNode document) {
        Set<String> members = new TreeSet<>();
        document.properties().forEach(member -> members.add(member.getKey() + "=" + member.getValue()));
        return members;
    }

    private static Stream<DynamicTest> fields(JsonNode vectors, Member run) {
        return vectors.properties().stream()
                .map(member -> Vectors.test(
                        member.getKey()
                                .substring(0, Math.min(60, member.getKey().length())),
                        () -> run.check(member.getKey(), member.getValue())));
    }

    /** What is checked of a member of an object of cases. */
    @FunctionalInterface
    private interface Member {
        void check(String did, JsonNode vector) throws Exception;
    }
}
