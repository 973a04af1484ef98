package dev.countersign.service.platform.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.signature.EcdsaParameters;
import com.google.crypto.tink.signature.EcdsaPrivateKey;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.ArrayList;
import java.util.List;

/** P-256 keys in a Tink keyset, oldest first; the primary one is in force. */
final class SigningKeyset {
    private SigningKeyset() {}

    /** Makes a keyset with one new key. */
    static KeysetHandle generate() {
        return build(KeysetHandle.newBuilder().addEntry(newEntry().makePrimary()));
    }

    /** Returns the keyset with one more, new key, which is not in force. */
    static KeysetHandle withAnnounced(KeysetHandle keyset) {
        return build(KeysetHandle.newBuilder(keyset).addEntry(newEntry()));
    }

    /** Returns the keyset with another key in force; the position counts from the oldest. */
    static KeysetHandle withInForce(KeysetHandle keyset, int position) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
        builder.getAt(position).makePrimary();
        return build(builder);
    }

    /** Returns which key is in force, counted from the oldest. */
    static int inForce(KeysetHandle keyset) {
        for (int i = 0; i < keyset.size(); i++) {
            if (keyset.getAt(i).isPrimary()) {
                return i;
            }
        }
        throw new IllegalStateException("a keyset has a primary key");
    }

    /** Returns all key pairs, newest first. */
    static List<KeyPair> keyPairs(KeysetHandle keyset) {
        List<KeyPair> pairs = new ArrayList<>();
        for (int i = keyset.size() - 1; i >= 0; i--) {
            pairs.add(keyPair((EcdsaPrivateKey) keyset.getAt(i).getKey()));
        }
        return pairs;
    }

    private static KeysetHandle build(KeysetHandle.Builder builder) {
        TinkConfiguration.get();
        try {
            return builder.build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyset of keys that were made here can be built", e);
        }
    }

    private static KeysetHandle.Builder.Entry newEntry() {
        try {
            EcdsaParameters parameters = EcdsaParameters.builder()
                    .setCurveType(EcdsaParameters.CurveType.NIST_P256)
                    .setHashType(EcdsaParameters.HashType.SHA256)
                    .setSignatureEncoding(EcdsaParameters.SignatureEncoding.IEEE_P1363)
                    .setVariant(EcdsaParameters.Variant.NO_PREFIX)
                    .build();
            return KeysetHandle.generateEntryFromParameters(parameters).withRandomId();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a P-256 key can always be made", e);
        }
    }

    @AccessesPartialKey
    private static KeyPair keyPair(EcdsaPrivateKey key) {
        try {
            AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
            p256.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec curve = p256.getParameterSpec(ECParameterSpec.class);
            KeyFactory keys = KeyFactory.getInstance("EC");
            return new KeyPair(
                    keys.generatePublic(new ECPublicKeySpec(key.getPublicKey().getPublicPoint(), curve)),
                    keys.generatePrivate(new ECPrivateKeySpec(
                            key.getPrivateValue().getBigInteger(InsecureSecretKeyAccess.get()), curve)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has P-256", e);
        }
    }
}
