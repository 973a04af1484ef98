package dev.countersign.samples.didcli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * A key in a file that its owner alone may read: born so, and never written over another. Two PEM blocks: the private key
 * (PKCS #8), and the public one (X.509), which cannot be had from it by Java's means.
 */
final class KeyFile {
    private static final int LINE = 64;
    private static final int LONGEST = 10_000;
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * Makes a key and its file.
     *
     * @throws IOException when the file is there already, or cannot be written
     */
    static PublicKey create(Path file, KeyKind kind) throws IOException {
        return save(file, kind.generate()).getPublic();
    }

    /**
     * Makes an Ed25519 key and its file.
     *
     * @throws IOException when the file is there already, or cannot be written
     */
    static KeyPair createForLogs(Path file) throws IOException {
        return save(file, KeyKind.ED25519.generate());
    }

    /**
     * Reads an Ed25519 key that was made here.
     *
     * @throws IOException when it cannot be read, others may read it, or it is no such key
     */
    static KeyPair load(Path file) throws IOException {
        if (hasPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + ": others may read it (expected: mode 0600)");
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is no key file");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(block(text, PUBLIC))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " is no Ed25519 key file", e);
        }
    }

    private static KeyPair save(Path file, KeyPair pair) throws IOException {
        FileAttribute<?>[] ownerOnly = hasPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        String text = pem(PRIVATE, pair.getPrivate().getEncoded())
                + pem(PUBLIC, pair.getPublic().getEncoded());
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " is there already; a key is never overwritten", e);
        }
        return pair;
    }

    private static boolean hasPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String pem(String label, byte[] encoded) {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(encoded) + "\n-----END " + label + "-----\n";
    }

    private static byte[] block(String text, String label) throws IOException {
        String begin = "-----BEGIN " + label + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + label + "-----");
        if (start < 0 || end < start) {
            throw new IOException("key file (expected: " + begin + ")");
        }
        return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
    }
}
