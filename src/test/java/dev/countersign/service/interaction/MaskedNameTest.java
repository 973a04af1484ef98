package dev.countersign.service.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MaskedNameTest {

    @Test
    void only_the_first_letter_of_each_word_can_be_read() {
        assertThat(MaskedName.of("Alice van Example"))
                .isEqualTo("A\u2022\u2022\u2022 v\u2022\u2022\u2022 E\u2022\u2022\u2022");
    }

    @Test
    void a_letter_outside_the_basic_plane_is_kept_whole() {
        assertThat(MaskedName.of("\ud842\udfb7\u91ce")).isEqualTo("\ud842\udfb7\u2022\u2022\u2022");
    }

    @Property
    void how_long_a_word_is_cannot_be_told(@ForAll String name) {
        for (String word : MaskedName.of(name).split(" ", -1)) {
            assertThat(word.codePointCount(0, word.length())).isIn(0, 4);
        }
    }
}
