package dev.countersign.protocol.openid4vp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.ContentEncryption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ResponseVectorsTest {

    @TestFactory
    Stream<DynamicTest> encrypted_answers_of_others() {
        return Vectors.cases("openid4vp/own-encrypted-responses.json", vector -> {
            boolean accepted = Vectors.isAccepted(() -> open(vector));
            assertThat(accepted).isEqualTo(vector.get("expected").textValue().equals("accept"));
            if (accepted) {
                assertThat(((Verification.Verified<AuthorizationResponse>) open(vector))
                                .value()
                                .toJson())
                        .isEqualTo(vector.get("plaintext"));
            }
        });
    }

    private static Verification<AuthorizationResponse> open(JsonNode vector) {
        Set<ContentEncryption> offered = new HashSet<>();
        vector.get("enc_values_supported")
                .forEach(enc -> ContentEncryption.of(enc.textValue()).ifPresent(offered::add));
        var key = EphemeralEncryptionKey.of(
                Json.print(vector.get("decryption_keys").get(0)));
        return DirectPost.decrypt(vector.get("response").textValue(), key, offered);
    }

    @Test
    void the_encrypted_answer_printed_in_the_standard() {
        JsonNode vector = Vectors.json("openid4vp/encrypted-response.json");
        var key = EphemeralEncryptionKey.of(Json.print(vector.get("decryption_key")));
        var opened = DirectPost.decrypt(vector.get("jwe").textValue(), key, Set.of(ContentEncryption.A128GCM));
        assertThat(opened)
                .isEqualTo(Verification.verified(
                        AuthorizationResponse.parse((com.fasterxml.jackson.databind.node.ObjectNode)
                                Json.parse(vector.get("plaintext").textValue()))));
    }

    @Test
    void a_vp_token_of_another_verifier_is_read() {
        JsonNode json = Vectors.json("openid4vp/eudi-verifier/07-ehicSdJwtVc-vpToken.json");
        assertThat(VpToken.parse(json).toJson()).isEqualTo(json);
    }

    @TestFactory
    Stream<DynamicTest> client_identifiers() {
        return Vectors.cases("openid4vp/client-id-prefixes.json", vector -> {
            boolean usable = vector.get("usable").asBoolean(true);
            boolean accepted =
                    Vectors.isAccepted(() -> Verification.verified(ClientId.parse(text(vector, "client_id"))));
            assertThat(accepted).isEqualTo(usable);
            if (accepted) {
                ClientId id = ClientId.parse(text(vector, "client_id"));
                assertThat(id.original()).isEqualTo(text(vector, "original"));
                assertThat(id).hasToString(text(vector, "client_id"));
                String prefix = text(vector, "prefix");
                boolean known = !prefix.equals("unknown-prefix") && !prefix.equals("pre-registered");
                assertThat(id.prefix().wireName()).isEqualTo(known ? prefix : "pre_registered");
            }
        });
    }

    private static String text(JsonNode vector, String name) {
        return vector.get(name).textValue();
    }
}
