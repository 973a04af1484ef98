package dev.countersign.wallet.jvm;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.wallet.HolderKey;
import dev.countersign.wallet.HolderKeys;
import dev.countersign.wallet.KeyThumbprint;
import java.security.KeyPair;
import java.util.Optional;

/** Holder keys as encrypted files: for a JVM, which has no secure hardware to ask. */
public final class FileHolderKeys implements HolderKeys {
    private static final String PREFIX = "key-";

    private final EncryptedDirectory directory;

    /** Makes keys in a directory that they share with the other stores. */
    public FileHolderKeys(EncryptedDirectory directory) {
        this.directory = directory;
    }

    @Override
    public HolderKey create() {
        KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
        FileKey key = new FileKey(pair);
        directory.write(PREFIX + key.thumbprint(), Json.print(Keys.toPrivateJwk(pair)));
        return key;
    }

    @Override
    public Optional<HolderKey> find(KeyThumbprint name) {
        return directory.read(PREFIX + name).map(bytes -> new FileKey(Keys.parsePrivateJwk(Json.parseObject(bytes))));
    }

    @Override
    public void destroy(KeyThumbprint name) {
        directory.delete(PREFIX + name);
    }

    private static final class FileKey implements HolderKey {
        private final JwsSigner signer;
        private final PublicJwk publicJwk;

        FileKey(KeyPair pair) {
            this.signer = JwsSigner.of(pair);
            this.publicJwk = PublicJwk.of(pair.getPublic());
        }

        @Override
        public PublicJwk publicJwk() {
            return publicJwk;
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return signer.algorithm();
        }

        @Override
        public byte[] sign(byte[] signingInput) {
            return signer.sign(signingInput);
        }
    }
}
