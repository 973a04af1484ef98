package dev.countersign.protocol.statuslist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The published and the own-made status list vectors, JWT form.
 *
 * <p>status-list-token-cwt.json is out of scope: no wallet or verifier of this product speaks CWT, and there is no COSE
 * in this library.
 */
class StatusListVectorsTest {

    @TestFactory
    Stream<DynamicTest> lists_are_decoded() {
        return Vectors.cases("status-list/token-status-list.json", vector -> {
            var list = StatusList.parse(vector.get("status_list_json"));

            assertThat(list.size()).isEqualTo(vector.get("entries").intValue());
            vector.get("expected").properties().forEach(entry -> assertThat(list.get(Integer.parseInt(entry.getKey())))
                    .isEqualTo(entry.getValue().intValue()));
            if (vector.get("all_other_entries").isInt()) {
                for (int i = 0; i < list.size(); i++) {
                    if (!vector.get("expected").has(Integer.toString(i))) {
                        assertThat(list.get(i))
                                .isEqualTo(vector.get("all_other_entries").intValue());
                    }
                }
            }
            assertThat(StatusList.parse(list.toJson()).bytes()).isEqualTo(list.bytes());
        });
    }

    @TestFactory
    Stream<DynamicTest> tokens_are_judged() {
        return Vectors.cases("status-list/own-token-cases.json", vector -> {
            var outcome = judge(vector);
            if (vector.get("expected").textValue().equals("ok")) {
                assertThat(outcome)
                        .isEqualTo(Verification.verified(
                                CredentialStatus.of(vector.get("status").intValue())));
            } else {
                assertThat(outcome).isInstanceOf(Verification.Rejected.class);
            }
        });
    }

    @Test
    void the_example_of_the_draft_is_verified() {
        JsonNode vector = Vectors.json("status-list/status-list-token-jwt.json");
        var token = StatusListToken.parse(vector.get("token").textValue());
        assertThat(Json.parse(Json.print(token.header()))).isEqualTo(vector.get("header"));

        var outcome = token.verify(
                PublicJwk.parse(vector.get("public_key")).toPublicKey(),
                URI.create(vector.get("status_uri").textValue()),
                Instant.ofEpochSecond(vector.get("valid_at").longValue()));

        var verified = ((Verification.Verified<VerifiedStatusListToken>) outcome).value();
        vector.get("expected").properties().forEach(entry -> assertThat(
                        verified.statusAt(Integer.parseInt(entry.getKey())))
                .isEqualTo(Verification.verified(
                        CredentialStatus.of(entry.getValue().intValue()))));
    }

    private static Verification<CredentialStatus> judge(JsonNode vector) {
        try {
            var reference = StatusReference.parse(vector.get("referenced"));
            return StatusListToken.parseResponse(
                            vector.get("content_type").textValue(),
                            vector.get("token").textValue().getBytes(StandardCharsets.US_ASCII))
                    .verify(
                            PublicJwk.parse(vector.get("public_key")).toPublicKey(),
                            reference.uri(),
                            Instant.ofEpochSecond(vector.get("evaluation_time").longValue()))
                    .then(list -> list.statusAt(reference.index()));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, "not even the format");
        }
    }
}
