package dev.countersign.service.push.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import com.google.crypto.tink.subtle.EllipticCurves;
import com.google.crypto.tink.subtle.EllipticCurves.CurveType;
import com.google.crypto.tink.subtle.EllipticCurves.PointFormatType;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.PushEndpoint;
import dev.countersign.service.push.PushSubscription;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The vectors of RFC 8291 and RFC 8292, and own-made ones. Salt and sender key of an encryption cannot be chosen, which is
 * as it should be: published bodies are read with the subscriber's keys, and ours are, too.
 */
class WebPushVectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"))
            .resolve("web-push");
    private static final PushEndpoint ENDPOINT = PushEndpoint.parse(
            "https://push.example.net/x1", new PublicUrl(URI.create("https://identity.bank.example")));

    @TestFactory
    Stream<DynamicTest> each_body_is_readable_or_broken_as_the_vector_says() {
        return cases().map(vector -> DynamicTest.dynamicTest(name(vector), () -> {
            byte[] body = Base64Url.decode(vector.path("body").textValue());
            if (vector.path("expected").asText("ok").equals("ok")) {
                assertThat(decrypt(vector, body)).isEqualTo(plaintext(vector));
            } else {
                assertThatThrownBy(() -> decrypt(vector, body)).isInstanceOf(GeneralSecurityException.class);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> what_we_encrypt_is_read_with_the_subscribers_key() {
        return cases().filter(vector -> vector.has("plaintext"))
                .map(vector -> DynamicTest.dynamicTest(name(vector), () -> {
                    PushSubscription subscription = PushSubscription.parse(
                            ENDPOINT,
                            vector.path("ua_public").textValue(),
                            vector.path("auth_secret").textValue());
                    byte[] once = MessageEncryption.encrypt(plaintext(vector), subscription);
                    byte[] again = MessageEncryption.encrypt(plaintext(vector), subscription);
                    assertThat(once).isNotEqualTo(again).hasSizeLessThanOrEqualTo(4_096);
                    assertThat(once[20]).as("length of the key id").isEqualTo((byte) 65);
                    assertThat(decrypt(vector, once)).isEqualTo(plaintext(vector));
                    assertThat(decrypt(vector, again)).isEqualTo(plaintext(vector));
                }));
    }

    @Test
    void the_token_of_the_rfc_verifies_with_the_key_beside_it_and_its_times_are_within_a_day()
            throws GeneralSecurityException {
        JsonNode vector = read("rfc8292-vapid-example.json");
        String header = vector.path("authorization").textValue();
        assertThat(header).startsWith("vapid t=");
        String jwt = header.substring("vapid t=".length(), header.indexOf(", k="));
        byte[] point = Base64Url.decode(header.substring(header.indexOf(", k=") + ", k=".length()));
        Verification<?> verified = Jws.parse(jwt)
                .verify(
                        EllipticCurves.getEcPublicKey(CurveType.NIST_P256, PointFormatType.UNCOMPRESSED, point),
                        EnumSet.of(SignatureAlgorithm.ES256));
        assertThat(verified).isEqualTo(Verification.verified(vector.path("claims")));
        long lifetime = vector.path("claims").path("exp").longValue()
                - vector.path("valid_at").longValue();
        assertThat(lifetime).isBetween(0L, 86_400L);
    }

    private static Stream<JsonNode> cases() {
        return Stream.concat(
                Stream.of(read("rfc8291-appendix-a.json")),
                StreamSupport.stream(read("own-cases.json").spliterator(), false));
    }

    private static JsonNode read(String file) {
        Path path = FOLDER.resolve(file);
        assumeTrue(
                Files.isRegularFile(path),
                () -> "skipped: no test vectors at " + path.toAbsolutePath().normalize());
        try {
            return Json.parse(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String name(JsonNode vector) {
        return vector.path("id").asText(vector.path("source").asText()) + " "
                + vector.path("reason").asText();
    }

    private static byte[] plaintext(JsonNode vector) {
        return vector.path("plaintext").textValue().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decrypt(JsonNode vector, byte[] body) throws GeneralSecurityException {
        return new WebPushHybridDecrypt.Builder()
                .withRecordSize(4_096)
                .withAuthSecret(Base64Url.decode(vector.path("auth_secret").textValue()))
                .withRecipientPublicKey(
                        Base64Url.decode(vector.path("ua_public").textValue()))
                .withRecipientPrivateKey(
                        Base64Url.decode(vector.path("ua_private").textValue()))
                .build()
                .decrypt(body, null);
    }
}
