package dev.countersign.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JweTest {
    private static final Set<ContentEncryption> ALL = EnumSet.allOf(ContentEncryption.class);
    private static final KeyPair RECIPIENT = Keys.generate(SignatureAlgorithm.ES256);
    private static final PublicJwk KEY = PublicJwk.of(RECIPIENT.getPublic()).withKeyId("enc-1");
    private static final byte[] SECRET = "{\"state\":\"s\"}".getBytes(StandardCharsets.UTF_8);
    private static final String VALID = Jwe.encrypt(SECRET, KEY, ContentEncryption.A128GCM);

    @ParameterizedTest
    @EnumSource
    void what_was_encrypted_to_a_key_is_opened_with_it(ContentEncryption enc) {
        String jwe = Jwe.encrypt(SECRET, KEY, enc);

        assertThat(Jwe.keyId(jwe)).contains("enc-1");
        assertThat(Jwe.decrypt(jwe, RECIPIENT, "enc-1", Set.of(enc)))
                .isInstanceOfSatisfying(Verification.Verified.class, opened -> assertThat(opened.value())
                        .isEqualTo(SECRET));
        assertRefused(Jwe.decrypt(jwe, RECIPIENT, "enc-1", EnumSet.complementOf(EnumSet.of(enc))));
    }

    @Test
    void the_example_of_openid4vp_is_opened() {
        JsonNode example = Vectors.json("openid4vp/encrypted-response.json");
        KeyPair recipient =
                Keys.parsePrivateJwk(Json.parse(example.get("decryption_key").toString()));

        assertThat(Jwe.decrypt(example.get("jwe").asText(), recipient, "ac", ALL))
                .isInstanceOfSatisfying(Verification.Verified.class, opened -> assertThat(
                                new String((byte[]) opened.value(), StandardCharsets.UTF_8))
                        .isEqualTo(example.get("plaintext").asText()));
    }

    @Test
    void a_message_for_another_key_is_refused() {
        assertRefused(Jwe.decrypt(VALID, RECIPIENT, "enc-2", ALL));
        assertRefused(Jwe.decrypt(VALID, Keys.generate(SignatureAlgorithm.ES256), "enc-1", ALL));
        assertRefused(Jwe.decrypt(VALID, Keys.generate(SignatureAlgorithm.ES384), "enc-1", ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"dir\"}",
                "{\"alg\":\"ECDH-ES+A128KW\"}",
                "{\"enc\":\"A128CBC-HS256\"}",
                "{\"enc\":\"A192GCM\"}",
                "{\"zip\":\"DEF\"}",
                "{\"crit\":[\"x\"]}",
                "{\"kid\":\"enc-2\"}",
                "{\"kid\":5}"
            })
    void a_header_that_asks_for_something_else_is_refused(String change) {
        assertRefused(Jwe.decrypt(withHeader(change), RECIPIENT, "enc-1", ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"epk\":null}",
                "{\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\","
                        + "\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}}"
            })
    void an_ephemeral_point_off_the_curve_is_malformed(String change) {
        assertThatThrownBy(() -> Jwe.decrypt(withHeader(change), RECIPIENT, "enc-1", ALL))
                .isInstanceOf(MalformedInputException.class);
    }

    @Property
    void any_bit_flipped_is_refused_or_malformed(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int position, @ForAll @IntRange(max = 7) int bit) {
        byte[] tampered = VALID.getBytes(StandardCharsets.US_ASCII);
        tampered[position % tampered.length] ^= (byte) (1 << bit);

        assertThat(Vectors.isAccepted(
                        () -> Jwe.decrypt(new String(tampered, StandardCharsets.ISO_8859_1), RECIPIENT, "enc-1", ALL)))
                .isFalse();
    }

    private static String withHeader(String change) {
        int dot = VALID.indexOf('.');
        ObjectNode header = Json.parseObject(Base64Url.decode(VALID.substring(0, dot)));
        header.setAll((ObjectNode) Json.parse(change));
        return Base64Url.encode(Json.print(header)) + VALID.substring(dot);
    }

    private static void assertRefused(Verification<byte[]> outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, refused -> assertThat(refused.reason())
                .isEqualTo(RejectionReason.ENCRYPTION_INVALID));
    }
}
