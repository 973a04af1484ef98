package dev.countersign.wallet.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A directory of small files, each encrypted with AES-256-GCM under its own name.
 *
 * <p>A file that was written is on the disk, whole, when {@link #write} returns; a crash leaves the old or the new one.
 * Somebody who changes, swaps or renames files makes them unreadable, not different. Somebody who can read
 * {@code wallet.key} as well reads everything: on a phone the key belongs into secure hardware.
 */
public final class EncryptedDirectory {
    private static final String KEY_FILE = "wallet.key";
    private static final String SUFFIX = ".sealed";
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;
    private final SecretKey key;

    private EncryptedDirectory(Path directory, SecretKey key) {
        this.directory = directory;
        this.key = key;
    }

    /**
     * Opens a directory with the key that lies in it; makes both when they are not there. Only the owner can read it.
     *
     * @throws UncheckedIOException when it cannot be made or read
     */
    public static EncryptedDirectory open(Path directory) {
        try {
            Files.createDirectories(directory, onlyOwner(directory, "rwx------"));
            Path file = directory.resolve(KEY_FILE);
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_BYTES];
                RANDOM.nextBytes(fresh);
                replace(file, fresh);
            }
            return new EncryptedDirectory(directory, new SecretKeySpec(Files.readAllBytes(file), "AES"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what lies under this name. */
    public Optional<byte[]> read(String name) {
        try {
            return Optional.of(unseal(name, Files.readAllBytes(file(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what lies under every name that begins like this, in the alphabetical order of the names. */
    public List<byte[]> readAll(String prefix) {
        List<byte[]> contents = new ArrayList<>();
        for (String name : names(prefix)) {
            read(name).ifPresent(contents::add);
        }
        return contents;
    }

    /** Puts something under this name, in the place of what was there. */
    public void write(String name, byte[] content) {
        try {
            replace(file(name), seal(name, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what lies under this name. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names that begin like this, in alphabetical order. */
    public List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(names);
        return names;
    }

    private Path file(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("name (expected: 1 to 100 letters, digits, _ and -)");
        }
        return directory.resolve(name + SUFFIX);
    }

    private byte[] seal(String name, byte[] content) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, iv, content, 0);
        return ByteBuffer.allocate(1 + IV_BYTES + sealed.length)
                .put(VERSION)
                .put(iv)
                .put(sealed)
                .array();
    }

    private byte[] unseal(String name, byte[] file) throws IOException {
        if (file.length < 1 + IV_BYTES || file[0] != VERSION) {
            throw new IOException("wallet file: format (expected: version " + VERSION + ")");
        }
        byte[] iv = new byte[IV_BYTES];
        System.arraycopy(file, 1, iv, 0, IV_BYTES);
        return cipher(Cipher.DECRYPT_MODE, name, iv, file, 1 + IV_BYTES);
    }

    private byte[] cipher(int mode, String name, byte[] iv, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            // The name is bound to the content, so that files cannot be swapped.
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException("wallet file: changed, or of another wallet", e));
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, onlyOwner(file, "rw-------"));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
