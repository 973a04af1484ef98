package dev.countersign.service.content.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.content.ContentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDirectoryTest extends WrittenInPlaceContract {
    @TempDir
    Path directory;

    @Override
    protected ContentStore store() {
        return new ContentDirectory(directory.resolve("content"), Clock.systemUTC());
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Test
    void a_name_that_leads_out_of_the_directory_is_refused() {
        assertThatThrownBy(() -> store().open("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_the_service_reads_the_files() throws IOException {
        String object = object();
        store().create(object).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory
                        .resolve("content")
                        .resolve(object.substring(0, 2))
                        .resolve(object))))
                .isEqualTo("rw-------");
    }
}
