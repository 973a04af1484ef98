package dev.countersign.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @Property
    void what_was_printed_is_read_back(@ForAll byte[] bytes) {
        assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
    }

    @Property
    void a_text_that_is_read_is_the_only_one_for_its_bytes(@ForAll String text) {
        try {
            assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageStartingWith("RFC 7515 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "QQ==", "QR", "QUJ", "Q Q", "QQ\n", "+/+/", "Q\u00e9"})
    void a_second_spelling_of_a_value_is_refused(String text) {
        assertThatThrownBy(() -> Base64Url.decode(text)).isInstanceOf(MalformedInputException.class);
    }
}
