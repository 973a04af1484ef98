package dev.countersign.protocol.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.countersign.protocol.MalformedInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingMessageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "W4SCT",
                "Reference 4711: change of address",
                "¿Ha llamado usted a Banco Ejemplo?",
                "本日のお電話について",
                "שיחה 4711",
                "👩\u200D💼 4711"
            })
    void people_write_in_their_own_language(String text) {
        assertThat(new BindingMessage(text).text()).isEqualTo(text);
    }

    @Test
    void two_hundred_and_fifty_characters_fit_whatever_their_size() {
        assertThatNoException().isThrownBy(() -> new BindingMessage("🏦".repeat(250)));
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> new BindingMessage("🏦".repeat(251)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u3000",
                "two\nlines",
                "two\u2028lines",
                "\u202Ereversed",
                "\u2066isolated",
                "bell\u0007",
                "\uD83C",
                "zero\u200Bwidth",
                "\uE000"
            })
    void what_would_not_be_seen_as_it_is_is_refused(String text) {
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> new BindingMessage(text));
    }

    @Test
    void it_does_not_get_into_a_log() {
        assertThat(new BindingMessage("For Alice")).hasToString("BindingMessage[9]");
    }

    @Property
    void any_text_is_kept_as_it_is_or_refused_as_malformed(@ForAll String text) {
        try {
            assertThat(new BindingMessage(text).text()).isEqualTo(text);
        } catch (MalformedInputException e) {
            assertThat(e).hasMessageContaining("binding message");
        }
    }
}
