package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.MalformedInputException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void a_checkpoint_is_three_lines_and_perhaps_more() {
        Checkpoint checkpoint = Checkpoint.parse("log.example/a\n0\n" + ROOT + "\nmore\nand more\n");
        assertThat(checkpoint.origin()).isEqualTo("log.example/a");
        assertThat(checkpoint.tree()).isEqualTo(TreeHead.EMPTY);
        assertThat(checkpoint.extensions()).containsExactly("more", "and more");
    }

    @Property
    void what_was_printed_is_read_back(@ForAll @LongRange(min = 0) long size) {
        Checkpoint checkpoint =
                new Checkpoint("log.example", new TreeHead(size, MerkleHash.leaf(new byte[0])), List.of("x"));
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "log\n5\n",
                "\n5\n" + ROOT + "\n",
                "log\n05\n" + ROOT + "\n",
                "log\n00\n" + ROOT + "\n",
                "log\n+5\n" + ROOT + "\n",
                "log\n-5\n" + ROOT + "\n",
                "log\n5 \n" + ROOT + "\n",
                "log\n\u0665\n" + ROOT + "\n",
                "log\n0x5\n" + ROOT + "\n",
                "log\n9223372036854775808\n" + ROOT + "\n",
                "log\n99999999999999999999\n" + ROOT + "\n",
                "log\n5\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "log\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "log\n5\nZG9uJ3QgY2FyZSAx\n",
                "log\n5\n" + ROOT,
                "log\n5\n" + ROOT + "\n\n",
                "log\n5\n" + ROOT + "\nmore\n\nmore\n",
                "log\n5\r\n" + ROOT + "\n",
                "l\u0007g\n5\n" + ROOT + "\n"
            })
    void leading_zeros_other_base64_short_hashes_and_missing_lines_are_malformed(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedInputException.class);
    }

    @Property
    void a_hostile_text_is_malformed_and_nothing_else(@ForAll String text) {
        for (String hostile : List.of(text, "log\n5\n" + ROOT + "\n" + text, "log\n" + text + "\n" + ROOT + "\n")) {
            try {
                assertThat(Checkpoint.parse(hostile).text()).isEqualTo(hostile);
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void a_line_that_would_be_two_is_never_printed() {
        assertThatThrownBy(() -> new Checkpoint("log\n999\n", TreeHead.EMPTY))
                .isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> new Checkpoint("log", TreeHead.EMPTY, List.of("a\nb")))
                .isInstanceOf(MalformedInputException.class);
    }
}
