package dev.countersign.service.platform.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.service.platform.ControlKeys;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.LogKey;
import dev.countersign.service.platform.OrganisationKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The organisation's keys from a {@link KeysetFile}, read once and again when another node has changed it. */
final class FileOrganisationKeys implements OrganisationKeys, ControlKeys, LogKey, KeyedHash {
    static final String DATA_ENCRYPTION = "data_encryption";
    static final String LOOK_UP = "look_up";
    static final String CONTROL = "did_control";
    static final String LOG = "log";

    private final KeysetFile file;
    private final Certificates certificates;
    private volatile Loaded loaded;

    private record NamedKey(KeyPair pair, PublicJwk jwk, JwsSigner signer) {
        static NamedKey of(KeyPair pair) {
            PublicJwk jwk = PublicJwk.of(pair.getPublic());
            return new NamedKey(pair, jwk.withKeyId(jwk.thumbprint()), JwsSigner.of(pair));
        }
    }

    /** All keys of a use, newest first, and which of them is in force. */
    private record UseKeys(List<NamedKey> all, NamedKey inForce) {
        static UseKeys of(KeysetHandle keyset) {
            List<NamedKey> all =
                    SigningKeyset.keyPairs(keyset).stream().map(NamedKey::of).toList();
            return new UseKeys(all, all.get(all.size() - 1 - SigningKeyset.inForce(keyset)));
        }
    }

    private record Loaded(
            Map<KeyUse, UseKeys> signing, List<KeyPair> control, KeyPair log, Aead dataEncryption, Mac lookUp) {}

    FileOrganisationKeys(KeysetFile file, Certificates certificates) {
        this.file = file;
        this.certificates = certificates;
        this.loaded = load(file.update(FileOrganisationKeys::complete));
    }

    /** Adds what is missing: everything at the first start, a new use after an upgrade. */
    static KeysetFile.Content complete(KeysetFile.Content content) {
        KeysetFile.Content complete = content;
        for (KeyUse use : KeyUse.values()) {
            if (!content.keysets().containsKey(use.label())) {
                complete = complete.withKeyset(use.label(), SigningKeyset.generate());
            }
        }
        if (!content.keysets().containsKey(LOG)) {
            complete = complete.withKeyset(LOG, Ed25519Keyset.generate());
        }
        if (!content.keysets().containsKey(CONTROL)) {
            complete = complete.withKeyset(CONTROL, Ed25519Keyset.with(Ed25519Keyset.generate()));
        }
        try {
            if (!content.keysets().containsKey(DATA_ENCRYPTION)) {
                complete = complete.withKeyset(
                        DATA_ENCRYPTION,
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfiguration.get()));
            }
            if (!content.keysets().containsKey(LOOK_UP)) {
                complete = complete.withKeyset(
                        LOOK_UP,
                        KeysetHandle.generateNew(
                                HmacParameters.builder()
                                        .setKeySizeBytes(32)
                                        .setTagSizeBytes(32)
                                        .setHashType(HmacParameters.HashType.SHA256)
                                        .setVariant(HmacParameters.Variant.NO_PREFIX)
                                        .build(),
                                TinkConfiguration.get()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a symmetric key can always be made", e);
        }
        return complete;
    }

    private static Loaded load(KeysetFile.Content content) {
        Map<KeyUse, UseKeys> signing = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            signing.put(use, UseKeys.of(keyset(content, use.label())));
        }
        try {
            return new Loaded(
                    signing,
                    Ed25519Keyset.keyPairs(keyset(content, CONTROL)),
                    Ed25519Keyset.keyPairs(keyset(content, LOG)).get(0),
                    keyset(content, DATA_ENCRYPTION).getPrimitive(TinkConfiguration.get(), Aead.class),
                    keyset(content, LOOK_UP).getPrimitive(TinkConfiguration.get(), Mac.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset holds keys of another kind", e);
        }
    }

    private static KeysetHandle keyset(KeysetFile.Content content, String label) {
        KeysetHandle keyset = content.keysets().get(label);
        if (keyset == null) {
            throw new IllegalStateException("the keyset file lacks: " + label);
        }
        return keyset;
    }

    /** Reads the file again: another node may have made a new key. */
    void refresh() {
        loaded = load(file.read());
    }

    /** Encrypts other keys and what is kept for a short time. */
    Aead dataEncryption() {
        return loaded.dataEncryption;
    }

    @Override
    public byte[] hash(String domain, String value) {
        if (domain.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("domain: holds a NUL, which separates it from the value");
        }
        try {
            return loaded.lookUp.computeMac((domain + '\0' + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC always works", e);
        }
    }

    @Override
    public JwsSigner signer(KeyUse use) {
        return of(use).inForce.signer;
    }

    @Override
    public PublicJwk publicKey(KeyUse use) {
        return of(use).inForce.jwk;
    }

    @Override
    public List<PublicJwk> publicKeys(KeyUse use) {
        return of(use).all.stream().map(NamedKey::jwk).toList();
    }

    @Override
    public KeyPair keyPair(KeyUse use) {
        return of(use).inForce.pair;
    }

    @Override
    public String announce(KeyUse use) {
        // Each run of the change must make another object, or the file would not be written.
        loaded = load(file.update(
                content -> content.withKeyset(use.label(), SigningKeyset.withAnnounced(keyset(content, use.label())))));
        return keyId(of(use).all.get(0));
    }

    @Override
    public void bringIntoForce(KeyUse use, String keyId) {
        loaded = load(file.update(content -> {
            KeysetHandle keyset = keyset(content, use.label());
            List<NamedKey> keys = UseKeys.of(keyset).all;
            for (int i = 0; i < keys.size(); i++) {
                int position = keys.size() - 1 - i;
                if (keyId(keys.get(i)).equals(keyId)) {
                    return SigningKeyset.inForce(keyset) == position
                            ? content
                            : content.withKeyset(use.label(), SigningKeyset.withInForce(keyset, position));
                }
            }
            throw new IllegalArgumentException(use.label() + " has no key " + keyId);
        }));
    }

    private static String keyId(NamedKey key) {
        return key.jwk.keyId().orElseThrow();
    }

    @Override
    public List<KeyPair> all() {
        return loaded.control;
    }

    @Override
    public KeyPair add() {
        loaded =
                load(file.update(content -> content.withKeyset(CONTROL, Ed25519Keyset.with(keyset(content, CONTROL)))));
        return loaded.control.get(0);
    }

    @Override
    public KeyPair logKey() {
        return loaded.log;
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return certificates.chain();
    }

    @Override
    public JwsSigner certificateSigner() {
        return JwsSigner.of(certificates
                .key()
                .orElseThrow(
                        () -> new IllegalStateException("no certificate. Set countersign.certificate-chain-file and"
                                + " countersign.certificate-key-file to PEM files.")));
    }

    @Override
    public Optional<X509Certificate> developmentAnchor() {
        return certificates.anchor();
    }

    private UseKeys of(KeyUse use) {
        UseKeys keys = loaded.signing.get(use);
        if (keys == null) {
            throw new IllegalStateException("no key for " + use);
        }
        return keys;
    }
}
