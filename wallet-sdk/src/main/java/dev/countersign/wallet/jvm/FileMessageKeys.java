package dev.countersign.wallet.jvm;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.EcdhKey;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.wallet.KeyThumbprint;
import dev.countersign.wallet.MessageKey;
import dev.countersign.wallet.MessageKeys;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Optional;

/** Message keys as encrypted files: for a JVM, which has no secure hardware to ask. */
public final class FileMessageKeys implements MessageKeys {
    private static final String PREFIX = "message-key-";

    private final EncryptedDirectory directory;

    /** Makes keys in a directory that they share with the other stores. */
    public FileMessageKeys(EncryptedDirectory directory) {
        this.directory = directory;
    }

    @Override
    public MessageKey create() {
        // ES256 names the curve, P-256; the key never signs.
        KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
        FileKey key = new FileKey(EcdhKey.of(pair));
        directory.write(PREFIX + key.thumbprint(), Json.print(Keys.toPrivateJwk(pair)));
        return key;
    }

    @Override
    public Optional<MessageKey> find(KeyThumbprint name) {
        return directory
                .read(PREFIX + name)
                .map(bytes -> new FileKey(EcdhKey.of(Keys.parsePrivateJwk(Json.parseObject(bytes)))));
    }

    @Override
    public void destroy(KeyThumbprint name) {
        directory.delete(PREFIX + name);
    }

    private static final class FileKey implements MessageKey {
        private final EcdhKey key;

        FileKey(EcdhKey key) {
            this.key = key;
        }

        @Override
        public PublicJwk publicJwk() {
            return key.publicJwk();
        }

        @Override
        public byte[] agree(PublicKey other) {
            return key.agree(other);
        }
    }
}
