package dev.countersign.protocol.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.PublicJwk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SdJwtVectorsTest {
    private static final Duration NO_SKEW = Duration.ZERO;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TestFactory
    Stream<DynamicTest> an_sd_jwt_case_has_its_verdict() {
        return Stream.of("sd-jwt/own-cases.json", "sd-jwt/published.json")
                .flatMap(file -> Vectors.cases(file, example -> judge(example, false)));
    }

    @TestFactory
    Stream<DynamicTest> an_sd_jwt_vc_case_has_its_verdict() {
        return Stream.of("sd-jwt-vc/own-cases.json", "sd-jwt-vc/published.json")
                .flatMap(file -> Vectors.cases(file, example -> judge(example, true)));
    }

    @TestFactory
    Stream<DynamicTest> a_reference_example_is_verified_as_published() {
        return Stream.of("sd-jwt/reference", "sd-jwt-vc/reference")
                .flatMap(folder -> Vectors.files(folder).stream())
                .map(Vectors::json)
                .map(example -> Vectors.test(
                        example, it -> judge(it, it.path("id").asText().startsWith("sdjwtvc"))));
    }

    @TestFactory
    Stream<DynamicTest> a_reference_disclosure_hashes_to_its_published_digest() {
        return Vectors.files("sd-jwt/reference").stream()
                .map(Vectors::json)
                .map(example -> Vectors.test(example, it -> {
                    for (JsonNode disclosure : it.path("disclosures")) {
                        String encoded = disclosure.path("disclosure").asText();
                        assertThat(DigestAlgorithm.SHA_256.digest(encoded))
                                .isEqualTo(disclosure.path("sha256_digest").asText());
                        assertThat(Disclosure.parse(encoded).value())
                                .isEqualTo(strict(disclosure
                                        .path("contents")
                                        .path(disclosure.path("contents").size() - 1)));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_wallet_makes_the_published_presentation_from_the_published_credential() {
        return Stream.of("sd-jwt/reference", "sd-jwt-vc/reference")
                .flatMap(folder -> Vectors.files(folder).stream())
                .map(Vectors::json)
                .filter(example -> example.path("serialization").asText().equals("compact"))
                .map(example -> Vectors.test(example, SdJwtVectorsTest::presentAgain));
    }

    private static void presentAgain(JsonNode example) {
        SdJwt issued = SdJwt.parse(example.path("sd_jwt_issuance").asText());
        SdJwt published = SdJwt.parse(example.path("sd_jwt_presentation").asText());
        Map<Disclosure, ClaimPath> paths = SdJwtPresenter.paths(issued);

        SdJwt made = SdJwtPresenter.disclose(
                issued, published.disclosures().stream().map(paths::get).collect(Collectors.toSet()));

        // A claim brings what is inside it; the published examples withhold some of that.
        assertThat(made.disclosures()).containsAll(published.disclosures());
        assertThat(made.disclosures()).allMatch(disclosure -> published.disclosures().stream()
                .anyMatch(one -> paths.get(one).touches(paths.get(disclosure))));
        assertThat(paths.keySet()).containsExactlyInAnyOrderElementsOf(issued.disclosures());
    }

    @Test
    void the_general_json_serialization_is_read_when_it_has_one_signature() {
        JsonNode flattened = strict(Vectors.json("sd-jwt/reference/rfc9901-json_serialization_flattened.json")
                .get("sd_jwt_presentation"));
        ObjectNode general = Json.object();
        general.set("payload", flattened.get("payload"));
        ObjectNode signature = general.putArray("signatures").addObject();
        signature.set("protected", flattened.get("protected"));
        signature.set("signature", flattened.get("signature"));
        signature.set("header", flattened.get("header"));

        assertThat(SdJwt.parseJson(general)).isEqualTo(SdJwt.parseJson(flattened));

        general.withArray("signatures").add(signature.deepCopy());
        assertThatThrownBy(() -> SdJwt.parseJson(general)).isInstanceOf(MalformedInputException.class);
    }

    private static void judge(JsonNode example, boolean credential) {
        JsonNode given = example.has("sd_jwt") ? example.get("sd_jwt") : example.get("sd_jwt_presentation");
        boolean[] accepted = {false};
        boolean verdict = Vectors.isAccepted(() -> {
            SdJwt presented = given.isTextual() ? SdJwt.parse(given.asText()) : SdJwt.parseJson(strict(given));
            Verification<VerifiedCredential> outcome =
                    verifier(example, presented, credential).verify(presented, keyBinding(example));
            if (outcome instanceof Verification.Verified<VerifiedCredential> verified
                    && example.has("expected_processed_payload")) {
                assertThat(verified.value().claims()).isEqualTo(strict(example.get("expected_processed_payload")));
                accepted[0] = true;
            }
            return outcome;
        });
        assertThat(verdict)
                .as(example.path("reason").asText())
                .isEqualTo(example.path("expected").asText().equals("accept"));
        assertThat(accepted[0]).isEqualTo(verdict && example.has("expected_processed_payload"));
    }

    private static SdJwtVerifier verifier(JsonNode example, SdJwt presented, boolean credential) {
        IssuerKeys keys = query -> {
            if (example.has("accepted_vct") && !accepts(example.get("accepted_vct"), query.vct())) {
                return new IssuerKeys.Untrusted();
            }
            JsonNode key = example.has("issuer_public_key")
                    ? example.get("issuer_public_key")
                    : example.path("issuer_public_keys").path(0);
            return new IssuerKeys.Found(PublicJwk.parse(strict(key)).toPublicKey());
        };
        Clock clock = Clock.fixed(evaluationTime(example, presented), ZoneOffset.UTC);
        return credential
                ? new SdJwtVerifier(keys, clock, NO_SKEW)
                : SdJwtVerifier.withoutCredentialRules(keys, clock, NO_SKEW);
    }

    private static boolean accepts(JsonNode accepted, Optional<String> vct) {
        if (accepted.isTextual()) {
            return vct.filter(accepted.asText()::equals).isPresent();
        }
        for (JsonNode one : accepted) {
            if (vct.filter(one.asText()::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Published examples carry key bindings that were made when the file was: they are judged at that time. */
    private static Instant evaluationTime(JsonNode example, SdJwt presented) {
        if (example.has("kb_iat")) {
            return Instant.ofEpochSecond(example.get("kb_iat").asLong());
        }
        if (!example.has("kb_max_age_seconds") && example.path("key_binding").asBoolean()) {
            return Instant.ofEpochSecond(
                    presented.keyBinding().orElseThrow().claims().path("iat").asLong());
        }
        return Instant.ofEpochSecond(example.path("evaluation_time").asLong());
    }

    private static KeyBinding keyBinding(JsonNode example) {
        boolean required = example.path("require_key_binding").asBoolean(false)
                || (example.path("key_binding").asBoolean(false) && example.has("expected_nonce"));
        if (!required) {
            return new KeyBinding.Waived();
        }
        return new KeyBinding.Required(
                Audience.parse(example.path("expected_aud").asText()),
                Nonce.parse(example.path("expected_nonce").asText()),
                example.has("kb_max_age_seconds")
                        ? Duration.ofSeconds(example.get("kb_max_age_seconds").asLong())
                        : FIVE_MINUTES);
    }

    /** Read again by our own reader, whose numbers compare by their digits. */
    private static JsonNode strict(JsonNode lenient) {
        return Json.parse(lenient.toString());
    }
}
