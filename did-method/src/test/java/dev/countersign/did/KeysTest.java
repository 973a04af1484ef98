package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
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
    void a_signature_over_secp256k1_is_verified_by_a_provider_that_has_the_curve() throws Exception {
        Provider provider = new BouncyCastleProvider();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256k1"));
        KeyPair pair = generator.generateKeyPair();
        Signature signing = Signature.getInstance("SHA256withECDSA", provider);
        signing.initSign(pair.getPrivate());
        signing.update((byte) 1);
        byte[] signature = signing.sign();

        Did did = DidKey.of(pair.getPublic());
        PublicKey key = resolved(did)
                .key(DidKey.methodOf(did), VerificationRelationship.AUTHENTICATION)
                .orElseThrow();

        assertThat(key.getEncoded()).isEqualTo(pair.getPublic().getEncoded());
        Signature verifying = Signature.getInstance("SHA256withECDSA", provider);
        verifying.initVerify(key);
        verifying.update((byte) 1);
        assertThat(verifying.verify(signature)).isTrue();
        Did jwk = DidJwk.of(pair.getPublic());
        assertThat(resolved(jwk).key(DidJwk.methodOf(jwk), VerificationRelationship.AUTHENTICATION))
                .contains(key);
        assertThat(resolved(jwk).key(DidJwk.methodOf(jwk), VerificationRelationship.KEY_AGREEMENT))
                .isEmpty();
    }

    @Test
    void a_provider_without_the_curve_refuses_the_key_instead_of_taking_it_for_another() throws Exception {
        Did did = Did.parse("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme");
        PublicKey key = resolved(did)
                .key(DidKey.methodOf(did), VerificationRelationship.AUTHENTICATION)
                .orElseThrow();

        Signature verifying = Signature.getInstance("SHA256withECDSA", "SunEC");
        byte[] wellFormed = HexFormat.of().parseHex("3006020101020101");

        assertThatThrownBy(() -> {
                    verifying.initVerify(key);
                    verifying.update((byte) 1);
                    verifying.verify(wellFormed);
                })
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(key).hasToString("secp256k1 public key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // y beyond the prime; no root; then every point of small order, for which anybody can sign.
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0200000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
            })
    void bytes_that_are_no_edwards_key_are_refused_in_every_form(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        byte[] prefixed = new byte[34];
        prefixed[0] = (byte) 0xed;
        prefixed[1] = 1;
        System.arraycopy(raw, 0, prefixed, 2, 32);
        String jwk = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + Jwk.base64Url(raw) + "\"}";

        assertThat(RESOLVER.resolve(Did.parse("did:key:z" + Base58.encode(prefixed))))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(ResolutionError.INVALID_DID));
        assertThat(RESOLVER.resolve(Did.parse("did:jwk:" + Jwk.base64Url(jwk.getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(ResolutionError.INVALID_DID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:key:1:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC",
                "did:key:u7QFJob9JGfICwtmwMdw95VwMW_3kMV5BeajhjWzAtb9XIw",
                "did:key:Z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC",
                "did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC:",
                "did:key:zz6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC",
                "did:key:%7A6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"
            })
    void a_second_name_of_a_key_is_refused(String text) {
        Did did;
        try {
            did = Did.parse(text);
        } catch (MalformedDidException e) {
            return;
        }
        assertThat(RESOLVER.resolve(did))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(ResolutionError.INVALID_DID));
    }

    @Test
    void only_an_edwards_key_has_a_key_for_encryption_derived_from_it() throws Exception {
        DidResolver deriving = DidResolver.of(new DidKey().derivingEncryptionKeys());

        for (String algorithm : List.of("secp256r1", "secp384r1", "X25519")) {
            Did did = DidKey.of(generate(algorithm));
            assertThat(deriving.resolve(did)).isEqualTo(RESOLVER.resolve(did));
        }
        Did did = DidKey.of(generate("Ed25519"));
        assertThat(((Resolution.Resolved) deriving.resolve(did)).document().methods())
                .hasSize(2);
        assertThat(resolved(did).methods()).hasSize(1);
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
