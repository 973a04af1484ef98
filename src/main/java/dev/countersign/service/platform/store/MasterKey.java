package dev.countersign.service.platform.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts the organisation's keyset. Configured in production; in development a file that is made once.
 *
 * <p>A key management service takes this class's place: Tink's {@link Aead} is the port.
 */
@Singleton
class MasterKey {
    private static final int BYTES = 32;
    private static final String PROPERTY = "countersign.master-key";

    private final Aead aead;

    @Inject
    MasterKey(
            @ConfigProperty(name = PROPERTY) Optional<String> configured,
            @ConfigProperty(name = PROPERTY + "-file") Optional<Path> configuredFile,
            DataDirectory data,
            PublicUrl publicUrl,
            Random random) {
        this(decode(configured.orElseGet(() -> fromFile(configuredFile, data, publicUrl, random))));
    }

    @AccessesPartialKey
    MasterKey(byte[] key) {
        try {
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey tinkKey = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            aead = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(tinkKey).withFixedId(1).makePrimary())
                    .build()
                    .getPrimitive(TinkConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the master key cannot be used", e);
        }
    }

    Aead aead() {
        return aead;
    }

    private static String fromFile(
            Optional<Path> configuredFile, DataDirectory data, PublicUrl publicUrl, Random random) {
        try {
            if (configuredFile.isPresent()) {
                return Files.readString(configuredFile.get());
            }
            if (!publicUrl.development()) {
                throw new IllegalStateException("no master key. Set " + PROPERTY + " (or " + PROPERTY
                        + "-file) to 32 random bytes in base64, the same on every node: it encrypts the keyset.");
            }
            Path file = data.path().resolve("master-key");
            if (!Files.exists(file)) {
                try {
                    PrivateFile.create(file, Base64.getEncoder().encode(random.bytes(BYTES)));
                } catch (FileAlreadyExistsException e) {
                    // Another node was faster: its key is ours.
                }
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the master key cannot be read", e);
        }
    }

    private static byte[] decode(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            // The cause would show a part of the key.
            throw new IllegalStateException(PROPERTY + ": (expected: base64 of 32 bytes)");
        }
        if (key.length != BYTES) {
            throw new IllegalStateException(PROPERTY + ": " + key.length + " bytes (expected: 32)");
        }
        return key;
    }
}
