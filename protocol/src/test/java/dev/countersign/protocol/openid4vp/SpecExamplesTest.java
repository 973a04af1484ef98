package dev.countersign.protocol.openid4vp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.sdjwt.Audience;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.sdjwt.KeyBinding;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SpecExamplesTest {
    private static final String EXAMPLES = "openid4vp/spec-examples/";

    @TestFactory
    Stream<DynamicTest> client_metadata() {
        return examples("client_metadata", json -> {
            var metadata = ClientMetadata.parse(json);
            assertThat(ClientMetadata.parse(metadata.toJson())).isEqualTo(metadata);
            assertThat(metadata.vpFormatsSupported()).isEqualTo(json.get("vp_formats_supported"));
        });
    }

    @TestFactory
    Stream<DynamicTest> queries() {
        return examples("request", json -> {
            if (json.has("credentials")) {
                DcqlQuery query = DcqlQuery.parse(json);
                assertThat(query.toJson()).isEqualTo(json);
            }
        });
    }

    private static Stream<DynamicTest> examples(String folder, java.util.function.Consumer<JsonNode> test) {
        return Vectors.files(EXAMPLES + folder).stream()
                // Printed with an elision in the standard: not JSON.
                .filter(file -> !file.getFileName().toString().equals("request_object_client_id_did.json"))
                .map(file -> Vectors.test(file, () -> test.accept(Vectors.json(file))));
    }

    @Test
    void the_key_binding_and_the_disclosures_of_the_sd_jwt_with_linked_data() throws IOException {
        Path folder = Vectors.path(EXAMPLES + "sd_jwt_vcld/01");
        SdJwt presented = SdJwt.parse(unwrapped(folder.resolve("sd_jwt_presentation.txt")));
        JsonNode binding = Vectors.json(folder.resolve("kb_jwt_payload.json"));
        var verifier = new SdJwtVerifier(
                query -> new IssuerKeys.Found(exampleIssuer().toPublicKey()),
                Clock.fixed(Instant.ofEpochSecond(binding.get("iat").longValue()), ZoneOffset.UTC),
                Duration.ZERO);
        var required = new KeyBinding.Required(
                Audience.parse(binding.get("aud").textValue()),
                Nonce.parse(binding.get("nonce").textValue()),
                Duration.ofMinutes(1));
        assertThat(verifier.verify(presented, required))
                .isInstanceOfSatisfying(Verification.Verified.class, verified -> assertThat(
                                ((VerifiedCredential) verified.value()).claims())
                        .isEqualTo(Vectors.json(folder.resolve("verified_contents.json"))));
    }

    /** The issuer of the examples of RFC 9901, appendix A.5. */
    private static PublicJwk exampleIssuer() {
        return PublicJwk.parse(dev.countersign.protocol.Json.object()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ")
                .put("y", "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"));
    }

    private static String unwrapped(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return String.join("", lines).trim();
    }
}
