package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.OutboundRefusedException;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipBodyTest {
    private static final int MAX_BYTES = 10_000;

    @Property(tries = 200)
    void what_was_compressed_comes_out_however_it_was_cut(
            @ForAll @Size(max = 3_000) byte[] original, @ForAll @IntRange(min = 1, max = 500) int partBytes)
            throws IOException {
        assertThat(read(gzip(original), partBytes)).isEqualTo(original);
    }

    @Property(tries = 500)
    void any_bytes_are_read_or_refused(@ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 300) int at)
            throws IOException {
        byte[] hostile = gzip("{\"id\":\"did:web:a.example\"}".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < bytes.length; i++) {
            hostile[(at + i) % hostile.length] ^= bytes[i];
        }
        try {
            read(hostile, 7);
        } catch (OutboundRefusedException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    @Test
    void a_gzip_bomb_is_refused_at_the_first_byte_too_many() throws IOException {
        byte[] bomb = gzip(new byte[9_000_000]);
        assertThat(bomb.length).isLessThan(MAX_BYTES);

        try (GzipBody body = new GzipBody(MAX_BYTES)) {
            // The first hundred bytes of it are a hundred thousand.
            assertThatThrownBy(() -> body.add(Arrays.copyOf(bomb, 200)))
                    .isInstanceOf(OutboundRefusedException.class)
                    .hasMessageContaining("<= 10000 bytes");
        }
    }

    @Test
    void a_body_of_exactly_the_bound_is_read() throws IOException {
        assertThat(read(gzip(new byte[MAX_BYTES]), 1_000)).hasSize(MAX_BYTES);
        assertThatThrownBy(() -> read(gzip(new byte[MAX_BYTES + 1]), 1_000))
                .isInstanceOf(OutboundRefusedException.class);
    }

    @Test
    void an_endless_compressed_body_of_nothing_is_refused() {
        // Empty stored blocks (RFC 1951 3.2.4) decompress to nothing, for ever.
        byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
        byte[] nothing = {0, 0, 0, (byte) 0xff, (byte) 0xff};
        try (GzipBody body = new GzipBody(MAX_BYTES)) {
            assertThatThrownBy(() -> {
                        body.add(header);
                        while (true) {
                            body.add(nothing);
                        }
                    })
                    .isInstanceOf(OutboundRefusedException.class);
        }
    }

    @Test
    void an_endless_header_is_refused() {
        byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        try (GzipBody body = new GzipBody(1_000_000)) {
            assertThatThrownBy(() -> {
                        body.add(header);
                        while (true) {
                            body.add("name".getBytes(StandardCharsets.UTF_8));
                        }
                    })
                    .isInstanceOf(OutboundRefusedException.class)
                    .hasMessageContaining("header");
        }
    }

    @Test
    void every_optional_part_of_a_header_is_understood() throws IOException {
        byte[] plain = gzip("body".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x1f, 0, 0, 0, 0, 0, 0});
        full.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
        full.writeBytes("name\0comment\0".getBytes(StandardCharsets.UTF_8));
        full.writeBytes(new byte[] {1, 2});
        full.write(plain, 10, plain.length - 10);

        for (int partBytes : new int[] {1, 11, 17, 1_000}) {
            assertThat(read(full.toByteArray(), partBytes)).asString().isEqualTo("body");
        }
    }

    @Test
    void garbage_after_the_trailer_is_refused() throws IOException {
        byte[] whole = gzip("body".getBytes(StandardCharsets.UTF_8));
        byte[] more = Arrays.copyOf(whole, whole.length + 1);
        byte[] twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);

        for (int partBytes : new int[] {1, 1_000}) {
            assertThatThrownBy(() -> read(more, partBytes)).isInstanceOf(OutboundRefusedException.class);
            assertThatThrownBy(() -> read(twice, partBytes)).isInstanceOf(OutboundRefusedException.class);
        }
    }

    @Test
    void a_body_that_was_cut_short_is_refused() throws IOException {
        byte[] whole = gzip("a body that somebody cut".getBytes(StandardCharsets.UTF_8));

        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut, 1_000)).isInstanceOf(OutboundRefusedException.class);
        }
    }

    @Test
    void a_wrong_checksum_or_length_is_refused() throws IOException {
        byte[] whole = gzip("body".getBytes(StandardCharsets.UTF_8));

        for (int i = 1; i <= 8; i++) {
            byte[] wrong = whole.clone();
            wrong[wrong.length - i] ^= 1;
            assertThatThrownBy(() -> read(wrong, 1_000))
                    .isInstanceOf(OutboundRefusedException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void an_answer_without_a_body_may_name_an_encoding() throws IOException {
        try (GzipBody body = new GzipBody(MAX_BYTES)) {
            assertThat(body.end()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "zstd", "gzip, gzip", "gzip,identity", "gzip;q=1", "", "x"})
    void an_encoding_that_is_not_gzip_once_is_refused(String encoding) {
        refuses(MultiMap.caseInsensitiveMultiMap().add("Content-Encoding", encoding));
    }

    @Test
    void several_encodings_in_several_headers_are_refused() {
        refuses(MultiMap.caseInsensitiveMultiMap()
                .add("Content-Encoding", "gzip")
                .add("Content-Encoding", "gzip"));
    }

    @Test
    void an_encoding_that_hides_in_the_transfer_is_refused() {
        refuses(MultiMap.caseInsensitiveMultiMap().add("Transfer-Encoding", "gzip, chunked"));
        refuses(MultiMap.caseInsensitiveMultiMap()
                .add("Transfer-Encoding", "gzip")
                .add("Transfer-Encoding", "chunked"));
    }

    private static void refuses(MultiMap headers) {
        assertThatThrownBy(() -> IncomingBody.announcedBy(headers, MAX_BYTES))
                .isInstanceOf(OutboundRefusedException.class);
    }

    private static byte[] read(byte[] wire, int partBytes) throws OutboundRefusedException {
        try (GzipBody body = new GzipBody(MAX_BYTES)) {
            for (int at = 0; at < wire.length; at += partBytes) {
                body.add(Arrays.copyOfRange(wire, at, Math.min(wire.length, at + partBytes)));
            }
            return body.end();
        }
    }

    static byte[] gzip(byte[] original) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(original);
        }
        return compressed.toByteArray();
    }
}
