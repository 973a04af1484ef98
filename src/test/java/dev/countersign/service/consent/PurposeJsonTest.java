package dev.countersign.service.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.interaction.Mask;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurposeJsonTest {
    private static final PurposeName NAME = new PurposeName("verify_caller");
    private static final String GOOD = """
            {"dcql_query": {"credentials": [{"id": "c", "format": "dc+sd-jwt", "meta": {"vct_values": ["urn:x"]},
              "claims": [{"id": "a", "path": ["given_name"]}, {"id": "b", "path": ["email"]}],
              "claim_sets": [["a", "b"], ["a"]]}]},
             "texts": {"en": {"title": "To know you", "description": ""}},
             "expires_in": "PT2M", "call_binding": "display", "retention": "PT10M", "roles": ["agent"]}
            """;

    @Test
    void what_is_printed_is_read_back() {
        Purpose purpose = PurposeJson.parse(NAME, 1, Json.parse(GOOD));

        assertThat(PurposeJson.parse(NAME, 1, PurposeJson.print(purpose))).isEqualTo(purpose);
    }

    @Test
    void a_claim_that_some_claim_set_does_without_is_optional() {
        Purpose purpose = PurposeJson.parse(NAME, 1, Json.parse(GOOD));

        assertThat(OptionalClaims.of(purpose.query()))
                .singleElement()
                .satisfies(path -> assertThat(path.toJson().toString()).isEqualTo("[\"email\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcql_query", "texts", "expires_in", "retention", "roles"})
    void a_definition_without_one_of_its_members_is_refused(String member) {
        refused(definition -> definition.remove(member));
    }

    @Test
    void a_member_that_nobody_knows_is_refused() {
        refused(definition -> definition.put("retain_for_ever", true));
    }

    @Test
    void a_challenge_that_stays_open_for_hours_cannot_be_defined() {
        refused(definition -> definition.put("expires_in", "PT3H"));
    }

    @Test
    void a_retention_of_weeks_cannot_be_defined() {
        refused(definition -> definition.put("retention", "P14D"));
    }

    @Test
    void a_purpose_without_english_cannot_be_defined() {
        refused(definition -> definition
                .putObject("texts")
                .putObject("es")
                .put("title", "Para")
                .put("description", ""));
    }

    @Test
    void without_a_list_the_usual_names_are_covered_and_an_empty_list_covers_nothing() {
        ObjectNode definition = (ObjectNode) Json.parse(GOOD);
        assertThat(PurposeJson.parse(NAME, 1, definition).mask()).isEqualTo(new Mask.Usual());

        definition.putArray("masked");
        Purpose purpose = PurposeJson.parse(NAME, 1, definition);
        assertThat(purpose.mask()).isEqualTo(new Mask.Listed(List.of()));
        assertThat(PurposeJson.parse(NAME, 1, PurposeJson.print(purpose))).isEqualTo(purpose);
    }

    @Test
    void a_list_of_covered_claims_holds_paths() {
        refused(definition -> definition.put("masked", "email"));
        refused(definition -> definition.putArray("masked").add("email"));
        refused(definition -> definition.putNull("masked"));
    }

    @Property
    void whatever_is_sent_is_read_or_refused(@ForAll String member, @ForAll String value) {
        ObjectNode definition = (ObjectNode) Json.parse(GOOD);
        definition.put(member, value);
        try {
            PurposeJson.parse(NAME, 1, definition);
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageNotContaining(GOOD);
        }
    }

    private static void refused(Consumer<ObjectNode> change) {
        ObjectNode definition = (ObjectNode) Json.parse(GOOD);
        change.accept(definition);
        assertThatThrownBy(() -> PurposeJson.parse(NAME, 1, definition)).isInstanceOf(MalformedInputException.class);
    }
}
