package dev.countersign.protocol.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.ConsentContext.Agent;
import dev.countersign.protocol.consent.ConsentContext.Organisation;
import dev.countersign.protocol.consent.ConsentContext.Purpose;
import dev.countersign.protocol.consent.ConsentContext.Text;
import dev.countersign.protocol.dcql.ClaimPath;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentContextTest {

    private static final Purpose ADDRESS_CHANGE = new Purpose(
            "address_change",
            3,
            Map.of("en", new Text("Change of address", "To change it"), "ja", new Text("住所変更", "変更のため")));

    private static final ConsentContext CONTEXT = new ConsentContext(
            "chl_1",
            new Organisation("Sample Bank", Optional.of(URI.create("https://bank.example/logo.svg"))),
            new Agent("Kim", Optional.of("Cards")),
            Channel.VOICE,
            Direction.INBOUND,
            ADDRESS_CHANGE,
            CallBinding.NUMBER_ENTRY,
            Optional.empty(),
            Optional.of(new BindingMessage("Reference 4711")),
            Instant.parse("2026-01-01T10:00:00Z"),
            Instant.parse("2026-01-01T10:02:00Z"),
            List.of(ClaimPath.of("email")));

    @Test
    void what_was_printed_is_read_back() {
        assertThat(ConsentContext.parse(Json.parse(Json.print(CONTEXT.toJson()))))
                .isEqualTo(CONTEXT);
    }

    @Test
    void it_is_found_among_other_verifier_info() {
        var info = Json.object().putArray("verifier_info");
        info.addObject().put("format", "jwt").put("data", "x");
        info.add(CONTEXT.toVerifierInfo());
        assertThat(ConsentContext.find(info)).contains(CONTEXT);
    }

    @Test
    void two_contexts_in_one_request_are_malformed_so_that_none_hides_behind_the_other() {
        var info = Json.object()
                .putArray("verifier_info")
                .add(CONTEXT.toVerifierInfo())
                .add(CONTEXT.toVerifierInfo());
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> ConsentContext.find(info));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "challenge",
                "organisation",
                "agent",
                "channel",
                "direction",
                "purpose",
                "call_binding",
                "asked_at",
                "expires_at"
            })
    void a_context_that_hides_a_required_member_is_malformed(String member) {
        ObjectNode json = CONTEXT.toJson();
        json.remove(member);
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> ConsentContext.parse(json));
        json.put(member, 1);
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> ConsentContext.parse(json));
    }

    @Test
    void a_binding_by_display_without_a_code_to_compare_is_malformed() {
        ObjectNode json = CONTEXT.toJson().put("call_binding", "display");
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> ConsentContext.parse(json));
        assertThat(ConsentContext.parse(json.put("display_code", "4719")).displayCode())
                .contains("4719");
    }

    @Test
    void texts_that_run_into_each_other_have_different_hashes() {
        var one = new Purpose("p", 1, Map.of("en", new Text("ab", "c")));
        var other = new Purpose("p", 1, Map.of("en", new Text("a", "bc")));
        assertThat(one.textsSha256()).isNotEqualTo(other.textsSha256()).hasSize(43);
    }

    @Test
    void an_unknown_word_is_malformed_and_the_message_lists_the_known_ones() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> CallBinding.parse("NUMBER_ENTRY"))
                .withMessageContaining("number_entry, read_back, display, none");
    }
}
