package dev.countersign.service.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.content.ContentCipher.PartName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attacker who can write into the store, and what they get: nothing. */
class ContentCipherTest {
    private static final int SEGMENT = 1 << 20;
    private static final int FIRST = SEGMENT - 40 - 16;
    private static final ContentId ID = new ContentId("cnt_1");
    private static final PartName PART = new PartName(0, "object-a");
    private static final ContentCipher CIPHER = ContentCipher.of(ContentCipher.newKey());

    @TempDir
    Path directory;

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] encrypted(PartName part, byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel channel = CIPHER.encrypting(ID, part, Channels.newChannel(out))) {
            ByteBuffer left = ByteBuffer.wrap(plain);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private byte[] decrypted(ContentCipher cipher, ContentId id, PartName part, byte[] stored) throws IOException {
        Path file = Files.write(Files.createTempFile(directory, "part", ""), stored);
        try (SeekableByteChannel channel = cipher.decrypting(id, part, Files.newByteChannel(file))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (channel.read(buffer) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, FIRST - 1, FIRST, FIRST + 1, FIRST + SEGMENT - 16, 8 * (SEGMENT - 16) - 40})
    void what_went_in_comes_out(int size) throws IOException {
        byte[] plain = bytes(size);

        assertThat(decrypted(CIPHER, ID, PART, encrypted(PART, plain))).isEqualTo(plain);
    }

    @Test
    void a_full_part_fills_its_segments() {
        assertThat(encrypted(PART, bytes(ContentCipher.bytesIn(8)))).hasSize(8 * SEGMENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 39, 40, SEGMENT - 1, SEGMENT, 2 * SEGMENT + 10})
    void an_altered_byte_is_refused(int at) {
        byte[] stored = encrypted(PART, bytes(2 * SEGMENT + 100));
        stored[at] ^= 1;

        assertThatThrownBy(() -> decrypted(CIPHER, ID, PART, stored)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SEGMENT, SEGMENT + 1, 2 * SEGMENT})
    void what_was_cut_is_refused_also_at_the_border_of_a_segment(int length) {
        byte[] stored = encrypted(PART, bytes(2 * SEGMENT + 100));

        assertThatThrownBy(() -> decrypted(CIPHER, ID, PART, Arrays.copyOf(stored, length)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void segments_in_another_order_are_refused() {
        byte[] stored = encrypted(PART, bytes(3 * SEGMENT));
        byte[] second = Arrays.copyOfRange(stored, SEGMENT, 2 * SEGMENT);
        System.arraycopy(stored, 2 * SEGMENT, stored, SEGMENT, SEGMENT);
        System.arraycopy(second, 0, stored, 2 * SEGMENT, SEGMENT);

        assertThatThrownBy(() -> decrypted(CIPHER, ID, PART, stored)).isInstanceOf(IOException.class);
    }

    @Test
    void the_key_of_another_interaction_opens_nothing() {
        byte[] stored = encrypted(PART, bytes(100));
        ContentCipher another = ContentCipher.of(ContentCipher.newKey());

        assertThatThrownBy(() -> decrypted(another, ID, PART, stored)).isInstanceOf(IOException.class);
    }

    @Test
    void a_part_stands_in_for_no_other_part_object_or_content() {
        byte[] stored = encrypted(PART, bytes(100));

        assertThatThrownBy(() -> decrypted(CIPHER, ID, new PartName(1, "object-a"), stored))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decrypted(CIPHER, ID, new PartName(0, "object-b"), stored))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decrypted(CIPHER, new ContentId("cnt_2"), PART, stored))
                .isInstanceOf(IOException.class);
    }
}
