package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Both ways to check a signature come to the verdict of the Wycheproof vectors, and so to the same. */
class Ed25519VerifierTest {
    private static final List<Ed25519Verifier> BOTH =
            List.of(Ed25519Verifier.ByJca.INSTANCE, Ed25519Verifier.ByTink.INSTANCE);

    @TestFactory
    Stream<DynamicTest> wycheproof() {
        return StreamSupport.stream(
                        Vectors.read("wycheproof/ed25519_test.json")
                                .get("testGroups")
                                .spliterator(),
                        false)
                .flatMap(group -> StreamSupport.stream(group.get("tests").spliterator(), false)
                        .map(vector -> Vectors.test(
                                vector.get("tcId").asText() + ": "
                                        + vector.get("comment").asText(),
                                () -> check(group, vector))));
    }

    private static void check(JsonNode group, JsonNode vector) {
        PublicKey key = OctetKey.ED25519.key(bytes(group.at("/publicKey/pk")));
        for (Ed25519Verifier verifier : BOTH) {
            assertThat(verifier.verify(key, bytes(vector.get("msg")), bytes(vector.get("sig"))))
                    .as(verifier.getClass().getSimpleName())
                    .isEqualTo(vector.get("result").textValue().equals("valid"));
        }
    }

    @Test
    void the_slow_provider_of_the_jdk_is_not_chosen() {
        assertThat(Ed25519Verifier.ofPlatform()).isSameAs(Ed25519Verifier.ByTink.INSTANCE);
    }

    private static byte[] bytes(JsonNode hex) {
        String text = hex.textValue();
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
