package dev.countersign.service.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.interaction.InteractionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every content store promises. */
public abstract class ContentStoreContract {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns the store under test. */
    protected abstract ContentStore store();

    /** Returns the time by the store's clock. */
    protected abstract Instant now();

    /** Returns a name that was never used. */
    protected static String object() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Writes an object; returns its name. */
    protected final String written(String... texts) throws IOException {
        String object = object();
        try (WritableByteChannel writer = store().create(object)) {
            for (String text : texts) {
                writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return object;
    }

    private String read(String object, long position, int length) throws IOException {
        try (SeekableByteChannel channel = store().open(object)) {
            channel.position(position);
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until there is no more.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void what_was_written_in_pieces_is_read_from_any_position() throws IOException {
        String object = written("one ", "two ", "three");

        assertThat(read(object, 0, 100)).isEqualTo("one two three");
        assertThat(read(object, 4, 3)).isEqualTo("two");
        assertThat(read(object, 13, 1)).isEmpty();
        try (SeekableByteChannel channel = store().open(object)) {
            assertThat(channel.size()).isEqualTo(13);
        }
    }

    @Test
    void two_megabytes_come_back_as_they_were() throws IOException {
        byte[] bytes = new byte[2_000_001];
        RANDOM.nextBytes(bytes);
        String object = object();
        try (WritableByteChannel writer = store().create(object)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                writer.write(left);
            }
        }
        ByteBuffer back = ByteBuffer.allocate(bytes.length);
        try (SeekableByteChannel channel = store().open(object)) {
            while (back.hasRemaining()) {
                assertThat(channel.read(back)).isPositive();
            }
        }

        assertThat(back.array()).isEqualTo(bytes);
    }

    @Test
    void what_is_still_being_written_cannot_be_read() throws IOException {
        String object = object();
        try (WritableByteChannel writer = store().create(object)) {
            writer.write(ByteBuffer.wrap(new byte[] {1}));

            assertThatThrownBy(() -> store().open(object)).isInstanceOf(NoSuchFileException.class);
        }
        store().open(object).close();
    }

    @Test
    void what_was_deleted_is_gone_and_may_be_deleted_again() throws IOException {
        String object = written("gone");
        store().delete(object);
        store().delete(object);

        assertThatThrownBy(() -> store().open(object)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_full_encrypted_part_is_read_from_any_byte_to_any_other() throws IOException {
        byte[] bytes = new byte[ContentCipher.bytesIn(store().mostSegments())];
        RANDOM.nextBytes(bytes);
        ContentId id = new ContentId("cnt_1");
        ContentPart part = new ContentPart(0, object(), bytes.length);
        ContentCipher cipher = ContentCipher.of(ContentCipher.newKey());
        try (WritableByteChannel stored = store().create(part.object());
                WritableByteChannel encrypting =
                        cipher.encrypting(id, new ContentCipher.PartName(0, part.object()), stored)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                encrypting.write(left);
            }
        }
        OpenContent opened = new OpenContent(
                new Content(
                        id,
                        new InteractionId("int_1"),
                        "int_1",
                        ContentKind.RECORDING,
                        ContentState.COMPLETE,
                        now(),
                        now(),
                        "client:platform",
                        OptionalLong.empty(),
                        bytes.length,
                        1,
                        store().label(),
                        Optional.of(now())),
                "audio/ogg",
                List.of(part),
                new OpenContent.Source(cipher, store()));

        int border = (1 << 20) - 56;
        for (int[] range : new int[][] {{0, 1}, {border - 1, 2}, {bytes.length - 1, 1}, {0, bytes.length}}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            opened.copy(range[0], range[1], out);
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, range[0], range[0] + range[1]));
        }
    }

    @Test
    void what_is_older_is_listed_in_order() throws IOException {
        String one = written("one");
        String two = written("two");
        Instant later = now().plus(Duration.ofDays(400));

        List<String> all = store().olderThan(later, "", 100_000);
        assertThat(all).contains(one, two).isSorted();
        assertThat(store().olderThan(later, all.get(0), 100_000)).isEqualTo(all.subList(1, all.size()));
        assertThat(store().olderThan(later, "", 1)).containsExactly(all.get(0));
        assertThat(store().olderThan(now().minus(Duration.ofDays(400)), "", 10)).isEmpty();
        store().delete(one);
        assertThat(store().olderThan(later, "", 100_000)).doesNotContain(one).contains(two);
    }
}
