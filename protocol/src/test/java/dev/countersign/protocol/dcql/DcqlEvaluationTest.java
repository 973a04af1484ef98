package dev.countersign.protocol.dcql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.Matches.Satisfiable;
import dev.countersign.protocol.dcql.Matches.Unsatisfiable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DcqlEvaluationTest {
    private static final SomeCredential ALICE = held(
            "alice",
            "urn:bank",
            "{\"name\":\"Alice\",\"age\":41,\"address\":{\"city\":\"Bonn\"},\"nat\":[\"DE\",\"FR\"]}");
    private static final SomeCredential OLD = held("old", "urn:bank", "{\"name\":\"Alice\",\"age\":40}");

    private static SomeCredential held(String id, String vct, String claims) {
        return new SomeCredential(id, CredentialFormat.SD_JWT_VC, Set.of(vct), (ObjectNode) Json.parse(claims)).bound();
    }

    private static Matches evaluate(String credentialQuery, SomeCredential... held) {
        return evaluateWhole("{\"credentials\":[" + credentialQuery + "]}", held);
    }

    private static Matches evaluateWhole(String query, SomeCredential... held) {
        return DcqlEvaluation.evaluate(DcqlQuery.parse(Json.parse(query)), List.of(held));
    }

    private static String bank(String more) {
        return "{\"id\":\"c\",\"format\":\"dc+sd-jwt\",\"meta\":{\"vct_values\":[\"urn:bank\"]}" + more + "}";
    }

    private static List<String> holders(Matches matches) {
        return ((Satisfiable) matches)
                .candidates().get("c").stream().map(c -> c.credential().id()).toList();
    }

    @Test
    void without_claims_only_what_is_always_disclosed_is_given() {
        var matches = (Satisfiable) evaluate(bank(""), ALICE);
        assertThat(matches.candidates().get("c").get(0).disclose()).isEmpty();
        assertThat(matches.preferred()).containsExactly("c");
    }

    @Test
    void every_claim_asked_for_must_be_there() {
        String claims = ",\"claims\":[{\"path\":[\"name\"]},{\"path\":[\"address\",\"city\"]}]";
        assertThat(holders(evaluate(bank(claims), ALICE, OLD))).containsExactly("alice");
        assertThat(evaluate(bank(claims), OLD)).isEqualTo(new Unsatisfiable(Set.of("c")));
    }

    @Test
    void the_first_claim_set_that_can_be_met_is_taken() {
        String claims = ",\"claims\":[{\"id\":\"e\",\"path\":[\"email\"]},{\"id\":\"n\",\"path\":[\"name\"]},"
                + "{\"id\":\"a\",\"path\":[\"age\"]}],\"claim_sets\":[[\"e\"],[\"n\"],[\"n\",\"a\"]]";
        var matches = (Satisfiable) evaluate(bank(claims), ALICE);
        assertThat(matches.candidates().get("c").get(0).disclose()).containsExactly(ClaimPath.of("name"));
    }

    @Test
    void a_value_matches_in_type_and_value_only() {
        assertThat(holders(evaluate(bank(",\"claims\":[{\"path\":[\"age\"],\"values\":[7,41]}]"), OLD, ALICE)))
                .containsExactly("alice");
        assertThat(evaluate(bank(",\"claims\":[{\"path\":[\"age\"],\"values\":[\"41\"]}]"), ALICE))
                .isInstanceOf(Unsatisfiable.class);
    }

    @Test
    void one_matching_element_is_enough_where_a_path_selects_several() {
        String claims = ",\"claims\":[{\"path\":[\"nat\",null],\"values\":[\"FR\"]}]";
        assertThat(holders(evaluate(bank(claims), ALICE))).containsExactly("alice");
    }

    @Test
    void a_credential_without_a_key_answers_only_where_binding_is_waived() {
        var unbound = new SomeCredential("u", CredentialFormat.SD_JWT_VC, Set.of("urn:bank"), Json.object());
        assertThat(evaluate(bank(""), unbound)).isInstanceOf(Unsatisfiable.class);
        assertThat(holders(evaluate(bank(",\"require_cryptographic_holder_binding\":false"), unbound)))
                .containsExactly("u");
    }

    @Test
    void an_authority_must_be_one_of_those_asked_for() {
        String authorities = ",\"trusted_authorities\":[{\"type\":\"aki\",\"values\":[\"AQI\",\"AwQ\"]}]";
        assertThat(holders(evaluate(bank(authorities), ALICE, OLD.under("AwQ"))))
                .containsExactly("old");
    }

    @Test
    void another_type_or_format_does_not_answer() {
        assertThat(evaluate(bank(""), held("x", "urn:other", "{}"))).isInstanceOf(Unsatisfiable.class);
        var mdoc = new SomeCredential("m", CredentialFormat.MDOC, Set.of("urn:bank"), Json.object()).bound();
        assertThat(evaluate(bank(""), mdoc)).isInstanceOf(Unsatisfiable.class);
    }

    @Test
    void every_inner_type_of_one_alternative_must_be_there() {
        String query = "{\"id\":\"c\",\"format\":\"jwt_vc_json\",\"meta\":{\"type_values\":[[\"A\",\"B\"],[\"D\"]]}}";
        var both = new SomeCredential("both", CredentialFormat.JWT_VC, Set.of("A", "B", "C"), Json.object()).bound();
        var half = new SomeCredential("half", CredentialFormat.JWT_VC, Set.of("A", "C"), Json.object()).bound();
        assertThat(holders(evaluate(query, half, both))).containsExactly("both");
    }

    @Test
    void a_format_nobody_knows_is_legal_and_answered_by_nothing() {
        assertThat(evaluate("{\"id\":\"c\",\"format\":\"future\",\"meta\":{}}", ALICE))
                .isInstanceOf(Unsatisfiable.class);
    }

    @Test
    void the_first_option_that_can_be_met_in_full_is_preferred_and_optional_ones_are_left_to_the_holder() {
        String query = "{\"credentials\":[" + bank("") + ","
                + bank("").replace("\"c\"", "\"x\"").replace("urn:bank", "urn:x") + ","
                + bank("").replace("\"c\"", "\"d\"") + "],"
                + "\"credential_sets\":[{\"options\":[[\"x\",\"c\"],[\"c\"]]},{\"required\":false,\"options\":[[\"d\"]]},"
                + "{\"required\":false,\"options\":[[\"x\"]]}]}";
        var matches = (Satisfiable) evaluateWhole(query, ALICE);
        assertThat(matches.preferred()).containsExactly("c");
        assertThat(matches.choices())
                .containsExactly(
                        new Matches.Choice(true, List.of(List.of("c"))),
                        new Matches.Choice(false, List.of(List.of("d"))));
    }

    @Test
    void nothing_is_offered_when_one_required_set_cannot_be_met() {
        String query = "{\"credentials\":[" + bank("") + ","
                + bank("").replace("\"c\"", "\"x\"").replace("urn:bank", "urn:x")
                + "],\"credential_sets\":[{\"options\":[[\"c\"]]},{\"options\":[[\"x\"]]}]}";
        assertThat(evaluateWhole(query, ALICE)).isEqualTo(new Unsatisfiable(Set.of("x")));
    }
}
