package dev.countersign.service.platform.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.KeyedHash;
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
final class FileOrganisationKeys implements OrganisationKeys, KeyedHash {
    static final String DATA_ENCRYPTION = "data_encryption";
    static final String LOOK_UP = "look_up";

    private final KeysetFile file;
    private final Certificates certificates;
    private volatile Loaded loaded;

    private record NamedKey(KeyPair pair, PublicJwk jwk, JwsSigner signer) {
        static NamedKey of(KeyPair pair) {
            PublicJwk jwk = PublicJwk.of(pair.getPublic());
            return new NamedKey(pair, jwk.withKeyId(jwk.thumbprint()), JwsSigner.of(pair));
        }
    }

    private record Loaded(Map<KeyUse, List<NamedKey>> signing, Aead dataEncryption, Mac lookUp) {}

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
        Map<KeyUse, List<NamedKey>> signing = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            signing.put(
                    use,
                    SigningKeyset.keyPairs(keyset(content, use.label())).stream()
                            .map(NamedKey::of)
                            .toList());
        }
        try {
            return new Loaded(
                    signing,
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
        return newest(use).signer;
    }

    @Override
    public PublicJwk publicKey(KeyUse use) {
        return newest(use).jwk;
    }

    @Override
    public List<PublicJwk> publicKeys(KeyUse use) {
        return all(use).stream().map(NamedKey::jwk).toList();
    }

    @Override
    public KeyPair keyPair(KeyUse use) {
        return newest(use).pair;
    }

    @Override
    public void rotate(KeyUse use) {
        // Each run of the change must make another object, or the file would not be written.
        loaded = load(file.update(
                content -> content.withKeyset(use.label(), SigningKeyset.rotated(keyset(content, use.label())))));
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

    private NamedKey newest(KeyUse use) {
        return all(use).get(0);
    }

    private List<NamedKey> all(KeyUse use) {
        List<NamedKey> keys = loaded.signing.get(use);
        if (keys == null) {
            throw new IllegalStateException("no key for " + use);
        }
        return keys;
    }
}
