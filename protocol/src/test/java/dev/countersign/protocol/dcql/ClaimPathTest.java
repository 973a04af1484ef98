package dev.countersign.protocol.dcql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Vectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClaimPathTest {

    @TestFactory
    Stream<DynamicTest> the_vectors_of_section_7_1() {
        return Vectors.cases("dcql/claims-path.json", vector -> {
            if (vector.path("error").asBoolean()) {
                assertThat(selectsNothing(vector)).isTrue();
            } else {
                assertThat(ClaimPath.parse(vector.get("path")).select(vector.get("credential")))
                        .containsExactlyElementsOf(vector.get("selected"));
            }
        });
    }

    private static boolean selectsNothing(JsonNode vector) {
        try {
            return ClaimPath.parse(vector.get("path"))
                    .select(vector.get("credential"))
                    .isEmpty();
        } catch (MalformedInputException e) {
            return true;
        }
    }

    @Test
    void a_path_that_was_printed_is_read_back() {
        var path = ClaimPath.of("nationalities", null, 0, "");
        assertThat(ClaimPath.parse(path.toJson())).isEqualTo(path).hasToString("[\"nationalities\",null,0,\"\"]");
    }

    @Test
    void the_empty_path_would_mean_the_whole_credential_and_is_refused() {
        assertThatThrownBy(() -> ClaimPath.parse(Json.parse("[]"))).isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(ClaimPath::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_path_longer_than_any_json_we_read_is_refused() {
        String components = "null,".repeat(ClaimPath.MAX_COMPONENTS) + "null";
        assertThatThrownBy(() -> ClaimPath.parse(Json.parse("[" + components + "]")))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_position_beyond_an_int_is_refused_and_does_not_wrap_round() {
        assertThatThrownBy(() -> ClaimPath.parse(Json.parse("[\"a\",4294967296]")))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_claim_touches_what_is_around_it_and_what_is_inside_it() {
        var street = ClaimPath.of("address", "street");
        assertThat(street.touches(ClaimPath.of("address"))).isTrue();
        assertThat(ClaimPath.of("address").touches(street)).isTrue();
        assertThat(street.touches(ClaimPath.of("address", "city"))).isFalse();
        assertThat(ClaimPath.of("nat", null).touches(ClaimPath.of("nat", 1))).isTrue();
        assertThat(ClaimPath.of("nat", 0).touches(ClaimPath.of("nat", 1))).isFalse();
        assertThat(ClaimPath.of("nat", null).touches(ClaimPath.of("nat", "x"))).isFalse();
    }

    @Test
    void a_claim_covers_itself_and_what_is_inside_it_only() {
        var address = ClaimPath.of("address");
        assertThat(address.covers(address.member("street"))).isTrue();
        assertThat(address.member("street").covers(address)).isFalse();
        assertThat(ClaimPath.of("nat", null).covers(ClaimPath.of("nat").element(3)))
                .isTrue();
        assertThat(ClaimPath.of("nat", 3).covers(ClaimPath.of("nat", null))).isFalse();
    }

    @Property
    void any_json_is_a_path_or_malformed_and_nothing_else(@ForAll String text) {
        try {
            var json = Json.parse(text);
            assertThat(ClaimPath.parse(json).toJson()).isEqualTo(json);
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageContaining(":");
        }
    }
}
