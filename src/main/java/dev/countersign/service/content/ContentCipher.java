package dev.countersign.service.content;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Encrypts the parts of contents under the key of one interaction: AES256_GCM_HKDF_1MB of Tink, in segments of 1 MiB, each
 * of which is authentic by itself, at its place, and known as the last or not. A part is bound to its content, its number
 * and its object's name, so that no other stored object can stand in for it.
 */
final class ContentCipher {
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = 40;

    private final StreamingAead key;

    private ContentCipher(StreamingAead key) {
        this.key = key;
    }

    /** Returns how many bytes fill so many segments: each ends with its tag, and the first begins with the header. */
    static int bytesIn(int segments) {
        return segments * (SEGMENT_BYTES - TAG_BYTES) - HEADER_BYTES;
    }

    /** Makes a key and returns it as a serialised keyset, in the clear. */
    static byte[] newKey() {
        try {
            StreamingAeadConfig.register();
            return TinkProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(
                            PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB, RegistryConfiguration.get()),
                    InsecureSecretKeyAccess.get(),
                    RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key can always be made", e);
        }
    }

    /** Returns the cipher of a key that {@link #newKey} made. */
    static ContentCipher of(byte[] keyset) {
        try {
            StreamingAeadConfig.register();
            return new ContentCipher(TinkProtoKeysetFormat.parseKeyset(
                            keyset, InsecureSecretKeyAccess.get(), RegistryConfiguration.get())
                    .getPrimitive(RegistryConfiguration.get(), StreamingAead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a keyset of ours", e);
        }
    }

    /** Returns where a part's bytes go; closing it ends the part, and closes {@code stored}. */
    WritableByteChannel encrypting(ContentId content, PartName part, WritableByteChannel stored) throws IOException {
        try {
            return key.newEncryptingChannel(stored, associated(content, part));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM always encrypts", e);
        }
    }

    /**
     * Returns a part's bytes, at any position. Reading throws IOException where they were altered, cut, moved, or made
     * under another key.
     */
    SeekableByteChannel decrypting(ContentId content, PartName part, SeekableByteChannel stored) throws IOException {
        try {
            return key.newSeekableDecryptingChannel(stored, associated(content, part));
        } catch (GeneralSecurityException e) {
            throw new IOException("the part is not ours", e);
        }
    }

    /** Which part of a content, in which object. */
    record PartName(int number, String object) {}

    private static byte[] associated(ContentId content, PartName part) {
        return (content.value() + '\n' + part.number() + '\n' + part.object()).getBytes(StandardCharsets.UTF_8);
    }
}
