package dev.countersign.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicJwkTest {
    private static final String X = "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ";
    private static final String Y = "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8";

    @ParameterizedTest
    @EnumSource
    void a_key_that_was_printed_is_read_back(SignatureAlgorithm algorithm) {
        KeyPair pair = Keys.generate(algorithm);
        PublicJwk printed = PublicJwk.of(pair.getPublic()).withKeyId("k1");

        PublicJwk read = PublicJwk.parse(printed.toJson());

        assertThat(read).isEqualTo(printed);
        assertThat(read.keyId()).contains("k1");
        assertThat(read.toPublicKey()).isEqualTo(pair.getPublic());
        assertThat(read.isSameKeyAs(PublicJwk.of(pair.getPublic()))).isTrue();
        assertThat(algorithm.fits(read.toPublicKey())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_pair_that_was_stored_signs_as_before(SignatureAlgorithm algorithm) {
        KeyPair pair = Keys.generate(algorithm);

        KeyPair stored = Keys.parsePrivateJwk(Keys.toPrivateJwk(pair));

        byte[] signature = JwsSigner.of(stored).sign(new byte[10]);
        assertThat(algorithm.verify(pair.getPublic(), new byte[10], signature)).isTrue();
    }

    @Test
    void a_thumbprint_is_that_of_the_rfc() {
        // RFC 8037 appendix A.3
        PublicJwk jwk = PublicJwk.parse(Json.object()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
                .put("kid", "any"));

        assertThat(jwk.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"d\":\"AA\"}",
                "{\"k\":\"AA\"}",
                "{\"kty\":\"RSA\"}",
                "{\"kty\":\"oct\"}",
                "{\"kty\":5}",
                "{\"crv\":\"P-384\"}",
                "{\"crv\":\"secp256k1\"}",
                "{\"crv\":\"P-256K\"}",
                "{\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}",
                "{\"x\":\"_____________________________________________\"}",
                "{\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNg\"}",
                "{\"x\":\"b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ=\"}",
                "{\"y\":null}",
                "{\"kid\":7}"
            })
    void what_is_no_public_key_of_ours_is_malformed(String change) {
        ObjectNode json =
                Json.object().put("kty", "EC").put("crv", "P-256").put("x", X).put("y", Y);
        assertThat(PublicJwk.parse(json).toPublicKey()).isNotNull();

        json.setAll((ObjectNode) Json.parse(change));

        assertThatThrownBy(() -> PublicJwk.parse(json)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_set_passes_over_keys_of_other_kinds_and_refuses_private_ones() {
        ObjectNode set = Json.object();
        set.putArray("keys")
                .add(Json.object().put("kty", "RSA").put("n", "AQ").put("e", "AQAB"))
                .add(PublicJwk.of(Keys.generate(SignatureAlgorithm.ES256).getPublic())
                        .withKeyId("a")
                        .toJson());

        assertThat(JwkSet.parse(set).keys()).hasSize(1);
        assertThat(JwkSet.parse(set).find("a")).isPresent();
        assertThat(JwkSet.parse(set).find("b")).isEmpty();

        ((ObjectNode) set.get("keys").get(1)).put("d", "AA");
        assertThatThrownBy(() -> JwkSet.parse(set)).isInstanceOf(MalformedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"use\":\"enc\"}",
                "{\"alg\":\"ES384\"}",
                "{\"alg\":\"ECDH-ES\"}",
                "{\"key_ops\":[\"deriveKey\"]}"
            })
    void a_key_that_is_for_something_else_verifies_nothing(String member) {
        ObjectNode jwk = PublicJwk.of(Keys.generate(SignatureAlgorithm.ES256).getPublic())
                .withKeyId("a")
                .toJson();
        ObjectNode set = Json.object();
        set.putArray("keys").add(jwk);
        assertThat(JwkSet.parse(set).findForVerification("a")).isPresent();

        jwk.setAll((ObjectNode) Json.parse(member));

        assertThat(JwkSet.parse(set).findForVerification("a")).isEmpty();
    }

    @Test
    void two_keys_of_one_name_are_none() {
        ObjectNode set = Json.object();
        for (int i = 0; i < 2; i++) {
            set.withArray("keys")
                    .add(PublicJwk.of(Keys.generate(SignatureAlgorithm.ES256).getPublic())
                            .withKeyId("a")
                            .toJson());
        }

        assertThat(JwkSet.parse(set).find("a")).isEmpty();
    }
}
