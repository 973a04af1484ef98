package dev.countersign.protocol.dcql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Vectors;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DcqlQueryTest {
    private static final String FULL = """
            {"credentials":[
              {"id":"pid","format":"dc+sd-jwt","multiple":true,"meta":{"vct_values":["urn:a"]},
               "trusted_authorities":[{"type":"aki","values":["s9tIpPmhxdiuNkHMEWNpYim8S8Y"]}],
               "require_cryptographic_holder_binding":false,
               "claims":[{"id":"a","path":["x",null,0],"values":["s",7,true]},{"id":"b","path":["y"]}],
               "claim_sets":[["a","b"],["b"]]},
              {"id":"mdl","format":"mso_mdoc","meta":{"doctype_value":"org.iso.18013.5.1.mDL"},
               "claims":[{"path":["ns","el"],"intent_to_retain":true}]},
              {"id":"vc","format":"jwt_vc_json","meta":{"type_values":[["A","B"],["C"]]}}],
             "credential_sets":[{"options":[["pid"],["mdl","vc"]]},{"options":[["vc"]],"required":false}]}""";

    @TestFactory
    Stream<DynamicTest> the_vectors_of_query_syntax() {
        return Vectors.cases("dcql/query-validity.json", vector -> {
            if (vector.get("valid").booleanValue()) {
                assertReadsAsPrinted(vector.get("query"));
            } else {
                assertThatThrownBy(() -> DcqlQuery.parse(vector.get("query")))
                        .isInstanceOf(MalformedInputException.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> the_examples_of_the_standard() {
        return Vectors.files("dcql/spec-examples").stream()
                .map(file -> Vectors.test(file, () -> assertReadsAsPrinted(Vectors.json(file))));
    }

    @TestFactory
    Stream<DynamicTest> the_queries_of_another_verifier() {
        return Vectors.files("openid4vp/eudi-verifier").stream()
                .filter(file -> file.getFileName().toString().endsWith("dcql.json"))
                .map(file -> Vectors.test(
                        file, () -> assertReadsAsPrinted(Vectors.json(file).get("dcql_query"))));
    }

    private static void assertReadsAsPrinted(JsonNode query) {
        DcqlQuery parsed = DcqlQuery.parse(query);
        assertThat(DcqlQuery.parse(parsed.toJson())).isEqualTo(parsed);
    }

    @Test
    void every_member_of_the_standard_is_read_and_printed() {
        JsonNode query = Json.parse(FULL);
        assertThat(DcqlQuery.parse(query).toJson()).isEqualTo(query);
    }

    @Test
    void an_array_longer_than_a_wallet_wants_to_evaluate_is_refused() {
        ObjectNode query = Json.object();
        var credentials = query.putArray("credentials");
        for (int i = 0; i <= DcqlJson.MAX_ENTRIES; i++) {
            credentials.add(CredentialQuery.sdJwtVc("c" + i, "urn:a", List.of()).toJson());
        }
        assertThatThrownBy(() -> DcqlQuery.parse(query)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void claims_in_no_claim_set_are_not_asked_for() {
        var query = DcqlQuery.parse(Json.parse(FULL.replace("[[\"a\",\"b\"],[\"b\"]]", "[[\"b\"]]")));
        assertThat(query.credential("pid").orElseThrow().askedPaths()).containsExactly(ClaimPath.of("y"));
    }

    @Test
    void what_nobody_asked_for_is_sifted_out() {
        var query = CredentialQuery.sdJwtVc(
                "c",
                "urn:a",
                List.of(
                        ClaimPath.of("address", "city"),
                        ClaimPath.of("nat", 1),
                        ClaimPath.of("degrees", null, "type"),
                        ClaimPath.of("absent", "x")));
        var disclosed = (ObjectNode) Json.parse("""
                {"iss":"https://bank.example","address":{"city":"Bonn","street":"A 1"},"nat":["DE","FR"],
                 "degrees":[{"type":"BSc","uni":"A"},{"uni":"B"},5],"absent":{"y":1}}""");
        assertThat(query.onlyAsked(disclosed)).isEqualTo(Json.parse("""
                                {"address":{"city":"Bonn"},"nat":["FR"],"degrees":[{"type":"BSc"}]}"""));
    }

    @Property
    void a_query_with_a_part_cut_out_is_read_or_malformed_and_nothing_else(@ForAll("truncations") String text) {
        try {
            assertReadsAsPrinted(Json.parse(text));
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageContaining(":");
        }
    }

    @Provide
    Arbitrary<String> truncations() {
        String[] tokens = FULL.split("(?<=[\\[\\]{}:,])|(?=[\\[\\]{}:,])");
        return Arbitraries.integers().between(0, tokens.length - 1).flatMap(at -> Arbitraries.of(
                        "null", "[]", "{}", "\"\"", "-1", "1.5", "true", "", "\"\\u0000\"")
                .map(other -> {
                    String[] changed = tokens.clone();
                    changed[at] = other;
                    return String.join("", changed);
                }));
    }
}
