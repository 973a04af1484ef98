package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final DidResolver RESOLVER = DidResolver.of(new DidKey(), new DidJwk());

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1", "Ed25519", "X25519"})
    void a_key_comes_back_from_its_did(String algorithm) throws Exception {
        PublicKey key = generate(algorithm);
        VerificationRelationship purpose = algorithm.equals("X25519")
                ? VerificationRelationship.KEY_AGREEMENT
                : VerificationRelationship.AUTHENTICATION;

        Did didKey = DidKey.of(key);
        Did didJwk = DidJwk.of(key);

        assertThat(resolved(didKey).key(DidKey.methodOf(didKey), purpose)).contains(key);
        assertThat(resolved(didJwk).key(DidJwk.methodOf(didJwk), purpose)).contains(key);
    }

    @Test
    void an_agreement_key_never_signs_and_an_edwards_key_never_agrees() throws Exception {
        Did agreement = DidJwk.of(generate("X25519"));
        Did signing = DidJwk.of(generate("Ed25519"));

        assertThat(resolved(agreement).key(DidJwk.methodOf(agreement), VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(resolved(signing).key(DidJwk.methodOf(signing), VerificationRelationship.KEY_AGREEMENT))
                .isEmpty();
    }

    @Test
    void where_the_platform_has_no_edwards_curves_the_key_still_carries_its_encoding() throws Exception {
        PublicKey known = generate("Ed25519");

        PublicKey key = OctetKey.ED25519.key(OctetKey.ED25519.rawBytes(known), algorithm -> {
            throw new NoSuchAlgorithmException(algorithm);
        });

        assertThat(key.getEncoded()).isEqualTo(known.getEncoded());
        assertThat(key.getFormat()).isEqualTo("X.509");
        assertThat(key.getAlgorithm()).isEqualTo("Ed25519");
        assertThat(DidKey.of(key)).isEqualTo(DidKey.of(known));
        assertThat(key).isEqualTo(new EncodedPublicKey("Ed25519", known.getEncoded()));
        assertThat(key)
                .doesNotHaveToString(new String(known.getEncoded(), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_key_of_a_kind_without_a_name_here_has_no_did() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        PublicKey key = rsa.generateKeyPair().getPublic();

        assertThatIllegalArgumentException().isThrownBy(() -> DidKey.of(key));
        assertThatIllegalArgumentException().isThrownBy(() -> DidJwk.of(key));
    }

    @Test
    void a_resolver_knows_no_method_but_its_own() {
        assertThat(RESOLVER.resolve(Did.parse("did:example:1")))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(ResolutionError.METHOD_NOT_SUPPORTED));
        assertThatIllegalArgumentException().isThrownBy(() -> DidResolver.of(new DidKey(), new DidKey()));
    }

    @Test
    void a_method_that_answers_with_another_subjects_document_is_refused() {
        DidMethod confused = new DidMethod() {
            @Override
            public String name() {
                return "example";
            }

            @Override
            public Resolution resolve(Did did, ResolutionOptions options) {
                return new Resolution.Resolved(
                        DidDocument.describing(Did.parse("did:example:other")).build(),
                        ResolutionMetadata.DID_DOCUMENT,
                        DocumentMetadata.NONE);
            }
        };

        assertThat(DidResolver.of(confused).resolve(Did.parse("did:example:1")))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(ResolutionError.INVALID_DID_DOCUMENT));
    }

    @Test
    void a_compressed_point_without_a_root_is_refused() {
        byte[] point = new byte[33];
        point[0] = 2;
        int refused = 0;
        for (int x = 0; x < 20; x++) {
            point[32] = (byte) x;
            try {
                EcCurve.P256.decompress(point);
            } catch (MalformedDidException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(5, 15);
    }

    @Test
    void a_coordinate_beyond_the_field_is_refused() {
        byte[] beyond = new byte[32];
        java.util.Arrays.fill(beyond, (byte) 0xFF);

        assertThatThrownBy(() -> EcCurve.P256.key(beyond, beyond)).isInstanceOf(MalformedDidException.class);
        byte[] point = new byte[33];
        java.util.Arrays.fill(point, (byte) 0xFF);
        point[0] = 3;
        assertThatThrownBy(() -> EcCurve.P256.decompress(point)).isInstanceOf(MalformedDidException.class);
    }

    private static DidDocument resolved(Did did) {
        return ((Resolution.Resolved) RESOLVER.resolve(did)).document();
    }

    private static PublicKey generate(String algorithm) throws Exception {
        if (algorithm.startsWith("secp")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(algorithm));
            return generator.generateKeyPair().getPublic();
        }
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
    }
}
