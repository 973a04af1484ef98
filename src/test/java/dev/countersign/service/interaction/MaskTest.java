package dev.countersign.service.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "birthdate",
                "birth_date",
                "account_reference",
                "iban",
                "customer_number",
                "phone_number",
                "email",
                "tax_id",
                "document_number",
                "personal_administrative_number",
                "card_last_digits"
            })
    void what_people_are_found_called_billed_or_born_by_is_usually_covered(String name) {
        assertThat(new Mask.Usual().covers(ClaimPath.of(name))).isTrue();
        assertThat(new Mask.Usual().covers(ClaimPath.of("org.iso.18013.5.1", name)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"given_name", "family_name", "address", "nationality"})
    void what_the_agent_needs_at_a_glance_is_not(String name) {
        assertThat(new Mask.Usual().covers(ClaimPath.of(name))).isFalse();
    }

    @Test
    void a_listed_claim_is_covered_with_what_is_in_it_and_what_it_is_in() {
        Mask mask = new Mask.Listed(List.of(ClaimPath.of("address", "street_address")));

        assertThat(mask.covers(ClaimPath.of("address", "street_address"))).isTrue();
        assertThat(mask.covers(ClaimPath.of("address"))).isTrue();
        assertThat(mask.covers(ClaimPath.of("address", "locality"))).isFalse();
        assertThat(mask.covers(ClaimPath.of("iban"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ES76 2100 0418 4012 3456 4711, •••• 4711",
        "4711471147114711, •••• 4711",
        "1984-03-09,",
        "C-10020030,",
        "alice@example.com,",
        "+34600123456,",
    })
    void of_a_long_number_the_last_four_digits_are_shown_and_of_anything_else_nothing(String value, String hint) {
        assertThat(Cover.hint(new TextNode(value)).orElse(null)).isEqualTo(hint);
    }

    @Test
    void what_is_not_a_text_gives_no_hint() {
        assertThat(Cover.hint(Json.object().put("iban", "ES7621000418401234564711")))
                .isEmpty();
    }
}
