package dev.countersign.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsTest {
    private static final Set<SignatureAlgorithm> ALL = EnumSet.allOf(SignatureAlgorithm.class);
    private static final byte[] CLAIMS = "{\"iss\":\"alice\"}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void what_was_signed_is_verified_with_the_key_and_says_what_was_signed(SignatureAlgorithm algorithm) {
        KeyPair pair = Keys.generate(algorithm);
        Jws signed = Jws.sign(Json.object().put("kid", "k1").put("typ", "JWT"), CLAIMS, JwsSigner.of(pair));

        Jws read = Jws.parse(signed.compact());

        assertThat(read.keyId()).contains("k1");
        assertThat(read.type()).contains("JWT");
        assertThat(read.verify(pair.getPublic(), ALL)).isEqualTo(Verification.verified(Json.parseObject(CLAIMS)));
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_by_another_key_is_rejected(SignatureAlgorithm algorithm) {
        Jws forged = Jws.sign(Json.object(), CLAIMS, JwsSigner.of(Keys.generate(algorithm)));

        assertRejected(forged.verify(Keys.generate(algorithm).getPublic(), ALL), RejectionReason.SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @EnumSource
    void an_algorithm_that_policy_does_not_allow_is_rejected(SignatureAlgorithm algorithm) {
        KeyPair pair = Keys.generate(algorithm);
        Jws signed = Jws.sign(Json.object(), CLAIMS, JwsSigner.of(pair));

        assertRejected(
                signed.verify(pair.getPublic(), EnumSet.complementOf(EnumSet.of(algorithm))),
                RejectionReason.ALGORITHM_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "HS256", "RS256", "es256", "ES384", "EdDSA", ""})
    void a_header_that_names_another_algorithm_than_the_keys_is_rejected(String alg) {
        KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
        Jws signed = Jws.sign(Json.object(), CLAIMS, JwsSigner.of(pair));
        String[] parts = signed.compact().split("\\.", -1);
        String header = Base64Url.encode(Json.print(Json.object().put("alg", alg)));

        assertRejected(
                Jws.parse(header + "." + parts[1] + "." + parts[2]).verify(pair.getPublic(), ALL),
                RejectionReason.ALGORITHM_NOT_ALLOWED);
        assertRejected(
                Jws.parse(header + "." + parts[1] + ".").verify(pair.getPublic(), ALL),
                RejectionReason.ALGORITHM_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"crit\":[\"x\"],\"x\":1}",
                "{\"crit\":[]}",
                "{\"crit\":[\"b64\"],\"b64\":false}",
                "{\"b64\":false}"
            })
    void a_header_that_demands_to_be_understood_is_rejected(String header) {
        KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
        Jws signed = Jws.sign((ObjectNode) Json.parse(header), CLAIMS, JwsSigner.of(pair));

        assertRejected(signed.verify(pair.getPublic(), ALL), RejectionReason.MALFORMED);
    }

    @Test
    void a_payload_that_is_no_object_is_rejected_as_claims_but_may_be_verified_as_bytes() {
        KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
        byte[] text = "foo".getBytes(StandardCharsets.UTF_8);
        Jws signed = Jws.sign(Json.object(), text, JwsSigner.of(pair));

        assertRejected(signed.verify(pair.getPublic(), ALL), RejectionReason.MALFORMED);
        assertThat(signed.verifyPayload(pair.getPublic(), ALL))
                .isInstanceOfSatisfying(Verification.Verified.class, verified -> assertThat(verified.value())
                        .isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "e30",
                "e30.e30",
                "e30.e30.AA.AA",
                "e30.e30.AA=",
                "W10.e30.AA",
                "e31.e30.AA",
                "e30. e30.AA"
            })
    void a_text_that_is_no_compact_jws_is_malformed(String text) {
        assertThatThrownBy(() -> Jws.parse(text)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void printing_a_jws_tells_nothing_of_its_content() {
        Jws signed = Jws.sign(Json.object(), CLAIMS, JwsSigner.of(Keys.generate(SignatureAlgorithm.EDDSA)));

        assertThat(signed.toString()).doesNotContain(Base64Url.encode(CLAIMS));
    }

    private static void assertRejected(Verification<?> outcome, RejectionReason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(Verification.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }
}
