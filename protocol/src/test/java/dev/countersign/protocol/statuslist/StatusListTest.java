package dev.countersign.protocol.statuslist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusListTest {

    @Property
    void what_was_set_is_read_back_after_encoding_and_parsing(
            @ForAll @IntRange(max = 3) int width, @ForAll @Size(min = 1, max = 64) byte[] bytes) {
        var list = StatusList.ofBytes(1 << width, bytes);
        var read = StatusList.parse(list.toJson());

        assertThat(read.size()).isEqualTo(bytes.length * 8 / (1 << width));
        for (int i = 0; i < list.size(); i++) {
            assertThat(read.get(i)).isEqualTo(list.get(i));
        }
    }

    @Property
    void setting_one_entry_leaves_the_others_alone(
            @ForAll @IntRange(max = 3) int width, @ForAll @IntRange(max = 63) int index) {
        int bits = 1 << width;
        var list = StatusList.ofBytes(bits, new byte[64]);
        list.set(index, (1 << bits) - 1);

        for (int i = 0; i < list.size(); i++) {
            assertThat(list.get(i)).isEqualTo(i == index ? (1 << bits) - 1 : 0);
        }
        list.set(index, 0);
        assertThat(list.bytes()).containsOnly(0);
    }

    @Test
    void entries_count_from_the_least_significant_bit() {
        assertThat(StatusList.ofBytes(1, new byte[] {0x01}).get(0)).isEqualTo(1);
        assertThat(StatusList.ofBytes(2, new byte[] {0x08}).get(1)).isEqualTo(2);
    }

    @Property
    void bytes_that_are_no_stream_are_malformed_and_nothing_else(@ForAll byte[] bytes) {
        try {
            StatusList.parse(list(bytes));
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageContaining("Token Status List");
        }
    }

    @Test
    void a_decompression_bomb_is_refused_at_the_cap() throws IOException {
        var bomb = list(deflate(new byte[StatusList.MAX_BYTES + 1]));
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> StatusList.parse(bomb))
                .withMessageContaining("size");
    }

    @Test
    void a_list_of_exactly_the_cap_is_read() throws IOException {
        assertThat(StatusList.parse(list(deflate(new byte[StatusList.MAX_BYTES])))
                        .size())
                .isEqualTo(StatusList.MAX_BYTES * 8);
    }

    @Test
    void bytes_hidden_behind_the_stream_are_refused() throws IOException {
        byte[] stream = deflate(new byte[16]);
        byte[] longer = Arrays.copyOf(stream, stream.length + 1);
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> StatusList.parse(list(longer)));
    }

    @Test
    void a_stream_cut_short_is_refused() throws IOException {
        byte[] stream = deflate(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        for (int length = 0; length < stream.length; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> StatusList.parse(list(cut)));
        }
    }

    @Test
    void a_stream_that_asks_for_a_dictionary_is_refused() {
        var deflater = new Deflater();
        deflater.setDictionary(new byte[] {1, 2, 3});
        deflater.setInput(new byte[] {1, 2, 3, 1, 2, 3});
        deflater.finish();
        byte[] buffer = new byte[64];
        int length = deflater.deflate(buffer);
        deflater.end();
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> StatusList.parse(list(Arrays.copyOf(buffer, length))));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 16, Integer.MAX_VALUE})
    void an_index_outside_the_list_is_refused(int index) {
        var list = StatusList.of(1, 16);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(index));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.set(index, 1));
    }

    private static ObjectNode list(byte[] deflated) {
        return Json.object().put("bits", 1).put("lst", Base64Url.encode(deflated));
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(out)) {
            deflating.write(bytes);
        }
        return out.toByteArray();
    }
}
