package dev.countersign.protocol.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The own-made vectors for transaction data, wallet's and verifier's side. */
class TransactionVectorsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    @TestFactory
    Stream<DynamicTest> the_wallet_judges_requests() {
        return Vectors.cases("transaction-data/requests.json", vector -> {
            var outcome = new TransactionRequest(ScaTransaction.all())
                    .judge(texts(vector.get("transaction_data")), ids(vector.get("dcql_credential_ids")), NOW);
            if (vector.get("expected").textValue().equals("accept")) {
                assertThat(outcome).isInstanceOf(Verification.Verified.class);
            } else {
                assertThat(outcome).isInstanceOf(Verification.Rejected.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> the_verifier_judges_presentations() {
        return Vectors.cases("transaction-data/presentations.json", vector -> {
            var outcome = judge(vector);
            if (vector.get("expected").textValue().equals("accept")) {
                assertThat(outcome).isInstanceOf(Verification.Verified.class);
            } else {
                assertThat(outcome).isInstanceOf(Verification.Rejected.class);
            }
        });
    }

    private static Verification<?> judge(JsonNode vector) {
        try {
            List<TransactionData> asked = new ArrayList<>();
            texts(vector.get("transaction_data")).forEach(text -> asked.add(TransactionData.parse(text)));
            return keyBinding(vector).then(claims -> TransactionDataHashes.check(
                            asked, Map.of(vector.get("credential_id").textValue(), List.of(claims)))
                    .then(data -> StrongAuthentication.verify(
                            claims, vector.get("response_mode").textValue())));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, "not even the format");
        }
    }

    /** The part of RFC 9901 7.3 that these cases touch, without disclosures. */
    private static Verification<ObjectNode> keyBinding(JsonNode vector) {
        String presentation = vector.get("sd_jwt_presentation").textValue();
        int tilde = presentation.lastIndexOf('~');
        var issuerKey = PublicJwk.parse(vector.get("issuer_public_key")).toPublicKey();
        return Jws.parse(presentation.substring(0, presentation.indexOf('~')))
                .verify(issuerKey, Set.of(SignatureAlgorithm.ES256))
                .then(credential -> Jws.parse(presentation.substring(tilde + 1))
                        .verify(
                                PublicJwk.parse(credential.at("/cnf/jwk")).toPublicKey(),
                                Set.of(SignatureAlgorithm.ES256)))
                .then(claims -> claims.path("nonce").equals(vector.get("expected_nonce"))
                                && claims.path("aud").equals(vector.get("expected_aud"))
                                && claims.path("sd_hash").asText().equals(hash(presentation.substring(0, tilde + 1)))
                        ? Verification.verified(claims)
                        : Verification.rejected(RejectionReason.HOLDER_BINDING_INVALID, "key binding"));
    }

    private static String hash(String text) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text ->
                texts.add(text.isTextual() ? text.textValue() : new String(Json.print(text), StandardCharsets.UTF_8)));
        return texts;
    }

    private static Set<String> ids(JsonNode array) {
        return new HashSet<>(texts(array));
    }
}
