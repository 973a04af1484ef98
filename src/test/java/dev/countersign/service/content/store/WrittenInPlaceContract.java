package dev.countersign.service.content.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.content.ContentStoreContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What stores promise besides, that have an object from its first byte on. */
abstract class WrittenInPlaceContract extends ContentStoreContract {
    @Test
    void a_name_is_never_used_twice() throws IOException {
        String object = object();
        WritableByteChannel first = store().create(object);

        assertThatThrownBy(() -> store().create(object)).isInstanceOf(IOException.class);
        first.close();
    }

    @Test
    void what_a_writer_left_that_died_is_listed_and_can_be_removed() throws IOException {
        String abandoned = object();
        store().create(abandoned).write(ByteBuffer.wrap(new byte[] {1}));
        Instant later = now().plus(Duration.ofDays(400));

        assertThat(store().olderThan(later, "", 100_000)).contains(abandoned);
        store().delete(abandoned);
        assertThat(store().olderThan(later, "", 100_000)).doesNotContain(abandoned);
    }
}
