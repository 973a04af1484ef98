package dev.countersign.protocol.dcql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DcqlAnswerCheckTest {

    @TestFactory
    Stream<DynamicTest> the_vectors_of_answers() {
        return Vectors.cases("dcql/response-validation.json", vector -> assertThat(accepts(vector))
                .isEqualTo(vector.get("expected").textValue().equals("accept")));
    }

    private static boolean accepts(JsonNode vector) {
        if (!vector.get("vp_token").isObject()) {
            return false;
        }
        Map<String, List<SomeCredential>> answer = new LinkedHashMap<>();
        for (var entry : vector.get("vp_token").properties()) {
            List<SomeCredential> presented = new ArrayList<>();
            if (!entry.getValue().isArray()) {
                return false;
            }
            entry.getValue()
                    .forEach(name -> presented.add(
                            SomeCredential.of(vector.get("presentations").get(name.textValue()))));
            answer.put(entry.getKey(), presented);
        }
        return new DcqlAnswerCheck(DcqlQuery.parse(vector.get("query"))).check(answer)
                instanceof Verification.Verified<?>;
    }

    private static final DcqlQuery OPTIONAL_EXTRA = DcqlQuery.parse(Json.parse("""
                    {"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["urn:a"]},"claims":[{"path":["name"]}]},
                     {"id":"b","format":"dc+sd-jwt","meta":{"vct_values":["urn:b"]}}],
                     "credential_sets":[{"options":[["a"]]},{"options":[["b"]],"required":false}]}"""));

    private static SomeCredential credential(String vct, String claims) {
        return new SomeCredential(vct, CredentialFormat.SD_JWT_VC, Set.of(vct), (ObjectNode) Json.parse(claims))
                .bound();
    }

    @Test
    void an_optional_credential_of_another_type_is_discarded_and_the_rest_stands() {
        var name = credential("urn:a", "{\"name\":\"Ada\"}");
        var answer = Map.of("a", List.of(name), "b", List.of(credential("urn:other", "{}")));
        assertThat(new DcqlAnswerCheck(OPTIONAL_EXTRA).check(answer))
                .isEqualTo(Verification.verified(Map.of("a", List.of(name))));
    }

    @Test
    void a_credential_of_another_type_in_the_place_of_the_required_one_is_rejected_as_such() {
        assertRejected(
                Map.of("a", List.of(credential("urn:b", "{\"name\":\"Ada\"}"))), RejectionReason.WRONG_CREDENTIAL_TYPE);
    }

    @Test
    void a_credential_smuggled_in_under_an_id_nobody_asked_for_is_rejected() {
        var name = credential("urn:a", "{\"name\":\"Ada\"}");
        assertRejected(Map.of("a", List.of(name), "c", List.of(name)), RejectionReason.QUERY_NOT_SATISFIED);
    }

    @Test
    void a_withheld_claim_is_rejected() {
        assertRejected(Map.of("a", List.of(credential("urn:a", "{}"))), RejectionReason.QUERY_NOT_SATISFIED);
    }

    @Test
    void an_empty_list_in_place_of_a_presentation_is_rejected() {
        assertRejected(Map.of("a", List.of()), RejectionReason.QUERY_NOT_SATISFIED);
    }

    @Test
    void an_unbound_copy_of_a_credential_is_rejected() {
        var copied = new SomeCredential(
                "c", CredentialFormat.SD_JWT_VC, Set.of("urn:a"), (ObjectNode) Json.parse("{\"name\":\"Ada\"}"));
        assertRejected(Map.of("a", List.of(copied)), RejectionReason.HOLDER_BINDING_INVALID);
    }

    @Test
    void an_issuer_outside_the_authorities_asked_for_is_rejected() {
        var query = DcqlQuery.parse(Json.parse("""
                        {"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":["urn:a"]},
                         "trusted_authorities":[{"type":"etsi_tl","values":["https://tl.example"]},{"type":"aki","values":["AQI"]}]}]}"""));
        var outside = credential("urn:a", "{}");
        assertThat(new DcqlAnswerCheck(query).check(Map.of("a", List.of(outside.under("AwQ")))))
                .isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                        .isEqualTo(RejectionReason.ISSUER_NOT_TRUSTED));
        assertThat(new DcqlAnswerCheck(query).check(Map.of("a", List.of(outside.under("AQI")))))
                .isInstanceOf(Verification.Verified.class);
    }

    private static void assertRejected(Map<String, List<SomeCredential>> answer, RejectionReason reason) {
        assertThat(new DcqlAnswerCheck(OPTIONAL_EXTRA).check(answer))
                .isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                        .isEqualTo(reason));
    }
}
