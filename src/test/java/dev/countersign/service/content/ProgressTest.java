package dev.countersign.service.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final ContentPart FIRST = new ContentPart(0, "a", 6);
    private static final ContentPart SECOND = new ContentPart(1, "b", 5);

    private static Progress fed(Progress before, ContentPart part, String text) {
        SHA256Digest hash = before.hash();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        return before.with(part, hash);
    }

    private static Progress both() {
        return fed(Progress.parse(fed(Progress.none(), FIRST, "hello ").toJson()), SECOND, "world");
    }

    @Test
    void the_hash_goes_on_after_an_interruption() throws Exception {
        assertThat(both().sha256())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest("hello world".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void parts_that_were_dropped_repeated_replaced_or_reordered_are_noticed() {
        assertThat(both().consistsOf(List.of(FIRST, SECOND))).isTrue();
        assertThat(both().consistsOf(List.of(FIRST))).isFalse();
        assertThat(both().consistsOf(List.of())).isFalse();
        assertThat(both().consistsOf(List.of(SECOND, FIRST))).isFalse();
        assertThat(both().consistsOf(List.of(new ContentPart(0, "b", 5), new ContentPart(1, "a", 6))))
                .isFalse();
        assertThat(both().consistsOf(List.of(FIRST, SECOND, new ContentPart(2, "c", 0))))
                .isFalse();
        assertThat(both().consistsOf(List.of(FIRST, new ContentPart(1, "c", 5))))
                .isFalse();
        assertThat(both().consistsOf(List.of(new ContentPart(0, "a", 5), new ContentPart(1, "b", 6))))
                .isFalse();
    }
}
