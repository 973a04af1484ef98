package dev.countersign.protocol.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Vectors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WebhookVectorsTest {

    @TestFactory
    Stream<DynamicTest> a_receiver_judges_as_the_standard_says() {
        return Vectors.cases("standard-webhooks/cases.json", example -> {
            WebhookVerifier verifier = new WebhookVerifier(
                    List.of(WebhookVerifyingKey.parse(example.path("key").asText())),
                    Duration.ofSeconds(example.path("tolerance_seconds").asLong()),
                    Clock.fixed(Instant.ofEpochSecond(example.path("now").asLong()), ZoneOffset.UTC));
            boolean accepted = Vectors.isAccepted(() -> verifier.verify(headers(example), body(example)));

            assertThat(accepted)
                    .as(example.path("reason").asText())
                    .isEqualTo(example.path("expected").asText().equals("accept"));
        });
    }

    @Test
    void a_sender_signs_as_the_libraries_of_the_standard_do() {
        JsonNode example = Vectors.json("standard-webhooks/cases.json").get(0);
        WebhookSecret secret = WebhookSecret.parse(example.path("key").asText());

        assertThat(WebhookSigningKey.header(
                        List.of(secret),
                        headers(example).id(),
                        Instant.ofEpochSecond(Long.parseLong(headers(example).timestamp())),
                        body(example)))
                .isEqualTo(headers(example).signature());
    }

    @Test
    void a_private_key_is_written_as_the_standard_writes_it() {
        JsonNode example = Vectors.json("standard-webhooks/ed25519-key.json");
        WebhookPrivateKey key =
                WebhookPrivateKey.parse(example.path("private_key").asText());

        assertThat(key.text()).isEqualTo(example.path("private_key").asText());
        assertThat(key.verifyingKey().text())
                .isEqualTo(example.path("public_key").asText());
    }

    private static WebhookVerifier.Headers headers(JsonNode example) {
        JsonNode headers = example.path("headers");
        return new WebhookVerifier.Headers(
                headers.path(StandardWebhooks.ID).asText(),
                headers.path(StandardWebhooks.TIMESTAMP).asText(),
                headers.path(StandardWebhooks.SIGNATURE).asText());
    }

    private static byte[] body(JsonNode example) {
        return example.path("body").asText().getBytes(StandardCharsets.UTF_8);
    }
}
