package dev.countersign.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.AESGCM;
import dev.countersign.protocol.ContestedCases;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The known attacks that Project Wycheproof collected, against our JOSE. */
class WycheproofTest {
    private static final Set<SignatureAlgorithm> ALL = EnumSet.allOf(SignatureAlgorithm.class);

    @TestFactory
    Stream<DynamicTest> a_raw_p256_signature_has_its_verdict() {
        return tests(
                "ecdsa_secp256r1_sha256_p1363_test",
                (group, test) -> assertVerdict(
                        test, SignatureAlgorithm.ES256.verify(ecKey(group), hex(test, "msg"), hex(test, "sig"))));
    }

    @TestFactory
    Stream<DynamicTest> a_raw_p384_signature_has_its_verdict() {
        return tests(
                "ecdsa_secp384r1_sha384_p1363_test",
                (group, test) -> assertVerdict(
                        test, SignatureAlgorithm.ES384.verify(ecKey(group), hex(test, "msg"), hex(test, "sig"))));
    }

    @TestFactory
    Stream<DynamicTest> a_der_signature_is_refused_valid_or_not() {
        return tests("ecdsa_secp256r1_sha256_test", (group, test) -> assertThat(
                        SignatureAlgorithm.ES256.verify(ecKey(group), hex(test, "msg"), hex(test, "sig")))
                .isFalse());
    }

    @TestFactory
    Stream<DynamicTest> an_ed25519_signature_has_its_verdict() {
        return tests(
                "ed25519_test",
                (group, test) -> assertVerdict(
                        test,
                        SignatureAlgorithm.EDDSA.verify(
                                jwk(group.get("publicKeyJwk")), hex(test, "msg"), hex(test, "sig"))));
    }

    @TestFactory
    Stream<DynamicTest> an_ed25519_signature_has_its_verdict_where_jca_has_none() {
        Ed25519Provider tink = new Ed25519Provider.ByTink();
        return tests("ed25519_test", (group, test) -> {
            PublicKey key = tink.publicKey(hex(group, "publicKeyDer"));
            assertVerdict(test, tink.verify(key, hex(test, "msg"), hex(test, "sig")));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keys_of_one_ed25519_provider_work_with_the_other(boolean jcaSigns) {
        Ed25519Provider jca = new Ed25519Provider.ByJca();
        Ed25519Provider tink = new Ed25519Provider.ByTink();
        Ed25519Provider signing = jcaSigns ? jca : tink;
        Ed25519Provider verifying = jcaSigns ? tink : jca;
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);
        KeyPair pair = signing.generate();

        byte[] signature = verifying.sign(verifying.privateKey(pair.getPrivate().getEncoded()), message);

        assertThat(signing.verify(pair.getPublic(), message, signature)).isTrue();
        assertThat(verifying.publicKey(pair.getPublic().getEncoded())).isEqualTo(pair.getPublic());
        assertThat(PublicJwk.of(pair.getPublic()).toJson())
                .isEqualTo(PublicJwk.of(verifying.publicKey(pair.getPublic().getEncoded()))
                        .toJson());
    }

    @TestFactory
    Stream<DynamicTest> a_jws_has_its_verdict() {
        return Stream.of("json_web_signature_test", "json_web_key_test", "json_web_crypto_test")
                .flatMap(file -> tests(file, (group, test) -> {
                    if (test.has("jws")) {
                        assertJws(group, test);
                    }
                }));
    }

    private static void assertJws(JsonNode group, JsonNode test) {
        JsonNode key = group.has("public") ? group.get("public") : group.get("private");
        boolean ours = key.has("keys") || key.path("kty").asText().equals("EC");
        boolean accepted = Vectors.isAccepted(() -> {
            Jws jws = Jws.parse(test.get("jws").asText());
            String keyId = jws.keyId().orElse("");
            // A set of private keys is no set of public keys; those of other kinds are passed over.
            JwkSet set = JwkSet.parse(
                    key.has("keys")
                            ? strict(key)
                            : Json.object()
                                    .set("keys", Json.object().arrayNode().add(strict(key))));
            return set.findForVerification(keyId)
                    .<Verification<byte[]>>map(found -> jws.verifyPayload(found, ALL))
                    .orElseThrow(() -> new MalformedInputException("no such key"));
        });
        boolean valid = test.path("result").asText().equals("valid");
        boolean isEcKey = key.path("kty").asText().equals("EC");
        assertThat(accepted).as(test.path("comment").asText()).isEqualTo(valid && ours && isEcKey);
    }

    @TestFactory
    Stream<DynamicTest> a_jwe_has_its_verdict() {
        return Stream.of("json_web_encryption_test", "json_web_crypto_test")
                .flatMap(file -> tests(file, (group, test) -> {
                    if (test.has("jwe")
                            && group.path("private").path("kty").asText().equals("EC")) {
                        assertJwe(group.get("private"), test);
                    }
                }));
    }

    private static void assertJwe(JsonNode key, JsonNode test) {
        KeyPair recipient = Keys.parsePrivateJwk(strict(key));
        boolean accepted = Vectors.isAccepted(() -> Jwe.decrypt(
                test.get("jwe").asText(), recipient, key.path("kid").asText(), EnumSet.allOf(ContentEncryption.class)));
        boolean ours = key.path("alg").asText().equals("ECDH-ES")
                && ContentEncryption.of(test.path("enc").asText()).isPresent();
        assertThat(accepted)
                .as(test.path("comment").asText())
                .isEqualTo(ours && test.path("result").asText().equals("valid"));
    }

    @TestFactory
    Stream<DynamicTest> a_public_key_for_ecdh_is_on_its_curve_or_refused() {
        return tests("ecdh_secp256r1_webcrypto_test", (group, test) -> {
            KeyPair own = Keys.parsePrivateJwk(strict(test.get("private")));
            boolean accepted;
            try {
                PublicJwk theirs = PublicJwk.parse(strict(test.get("public")));
                accepted = theirs.member("crv").orElseThrow().equals("P-256")
                        && HexFormat.of()
                                .formatHex(agree(own, theirs.toPublicKey()))
                                .equals(test.get("shared").asText());
            } catch (MalformedInputException e) {
                accepted = false;
            }
            assertVerdict(test, accepted);
        });
    }

    @TestFactory
    Stream<DynamicTest> an_x25519_key_is_none_of_ours() {
        return tests("x25519_jwk_test", (group, test) -> {
            JsonNode theirs = test.get("public");
            if (theirs.path("crv").asText().equals("X25519")) {
                assertThatThrownBy(() -> PublicJwk.parse(strict(theirs))).isInstanceOf(MalformedInputException.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> an_aes_gcm_ciphertext_as_jose_has_it_has_its_verdict() {
        return tests("aes_gcm_test", (group, test) -> {
            int keyBits = group.path("keySize").asInt();
            if (keyBits == 192
                    || group.path("ivSize").asInt() != 96
                    || group.path("tagSize").asInt() != 128) {
                return;
            }
            boolean accepted;
            try {
                byte[] plain = AESGCM.decrypt(
                        new SecretKeySpec(hex(test, "key"), "AES"),
                        hex(test, "iv"),
                        hex(test, "ct"),
                        hex(test, "aad"),
                        hex(test, "tag"),
                        null);
                accepted =
                        HexFormat.of().formatHex(plain).equals(test.get("msg").asText());
            } catch (JOSEException e) {
                accepted = false;
            }
            assertVerdict(test, accepted);
        });
    }

    private static Stream<DynamicTest> tests(String file, BiConsumer<JsonNode, JsonNode> check) {
        JsonNode groups = Vectors.json("wycheproof/" + file + ".json").get("testGroups");
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("tests").spliterator(), false)
                        .map(test -> {
                            String id = file + "/" + test.get("tcId").asInt();
                            return DynamicTest.dynamicTest(
                                    id + " " + test.path("comment").asText(), () -> {
                                        ContestedCases.skip(id);
                                        check.accept(group, test);
                                    });
                        }));
    }

    private static void assertVerdict(JsonNode test, boolean accepted) {
        String result = test.get("result").asText();
        if (!result.equals("acceptable")) {
            assertThat(accepted).as(test.path("comment").asText()).isEqualTo(result.equals("valid"));
        }
    }

    private static PublicKey ecKey(JsonNode group) {
        if (group.has("publicKeyJwk")) {
            return jwk(group.get("publicKeyJwk"));
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(hex(group, "publicKeyDer")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey jwk(JsonNode json) {
        return PublicJwk.parse(strict(json)).toPublicKey();
    }

    private static byte[] agree(KeyPair own, PublicKey theirs) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own.getPrivate());
            agreement.doPhase(theirs, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode strict(JsonNode lenient) {
        return Json.parseObject(lenient.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hex(JsonNode json, String name) {
        return HexFormat.of().parseHex(json.get(name).asText());
    }
}
