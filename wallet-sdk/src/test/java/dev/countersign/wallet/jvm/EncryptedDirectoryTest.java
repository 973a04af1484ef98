package dev.countersign.wallet.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedDirectoryTest {
    private static final byte[] SECRET = "Alice Moreno".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void what_was_written_is_there_after_a_restart() {
        EncryptedDirectory.open(directory).write("crd_1", SECRET);

        assertThat(EncryptedDirectory.open(directory).read("crd_1")).hasValue(SECRET);
        assertThat(EncryptedDirectory.open(directory).names("crd_")).containsExactly("crd_1");
    }

    @Test
    void the_files_tell_nothing() throws Exception {
        EncryptedDirectory.open(directory).write("crd_1", SECRET);

        String file = Files.readString(directory.resolve("crd_1.sealed"), StandardCharsets.ISO_8859_1);

        assertThat(file).doesNotContain("Alice");
    }

    @Test
    void only_the_owner_can_read_the_key() throws Exception {
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        EncryptedDirectory.open(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("wallet.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_changed_file_is_refused() throws Exception {
        EncryptedDirectory encrypted = EncryptedDirectory.open(directory);
        encrypted.write("crd_1", SECRET);
        Path file = directory.resolve("crd_1.sealed");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> encrypted.read("crd_1")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_file_put_under_another_name_is_refused() throws Exception {
        EncryptedDirectory encrypted = EncryptedDirectory.open(directory);
        encrypted.write("crd_1", SECRET);
        Files.copy(
                directory.resolve("crd_1.sealed"),
                directory.resolve("crd_2.sealed"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> encrypted.read("crd_2")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_name_that_leads_out_of_the_directory_is_refused() {
        EncryptedDirectory encrypted = EncryptedDirectory.open(directory);

        assertThatThrownBy(() -> encrypted.write("../wallet", SECRET)).isInstanceOf(IllegalArgumentException.class);
    }
}
