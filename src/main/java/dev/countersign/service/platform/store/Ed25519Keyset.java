package dev.countersign.service.platform.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Ed25519 keys in a Tink keyset, oldest first. */
final class Ed25519Keyset {
    /** The promised key, the one of today, and some more in case an update was begun and given up. */
    private static final int KEPT = 8;

    // RFC 8410 sections 4 and 7: what stands before the 32 bytes of a key.
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519Keyset() {}

    /** Makes a keyset with one new key. */
    static KeysetHandle generate() {
        return build(KeysetHandle.newBuilder());
    }

    /** Returns the keyset with one more, new key, and without those before the last few. */
    static KeysetHandle with(KeysetHandle keyset) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
        while (builder.size() >= KEPT) {
            builder.deleteAt(0);
        }
        return build(builder);
    }

    /** Returns all key pairs, newest first. */
    static List<KeyPair> keyPairs(KeysetHandle keyset) {
        List<KeyPair> pairs = new ArrayList<>();
        for (int i = keyset.size() - 1; i >= 0; i--) {
            pairs.add(keyPair((Ed25519PrivateKey) keyset.getAt(i).getKey()));
        }
        return pairs;
    }

    private static KeysetHandle build(KeysetHandle.Builder builder) {
        TinkConfiguration.get();
        try {
            return builder.addEntry(KeysetHandle.generateEntryFromParameters(Ed25519Parameters.create())
                            .withRandomId()
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key can always be made", e);
        }
    }

    @AccessesPartialKey
    private static KeyPair keyPair(Ed25519PrivateKey key) {
        byte[] publicBytes = key.getPublicKey().getPublicKeyBytes().toByteArray();
        byte[] privateBytes = key.getPrivateKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        try {
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(joined(PUBLIC_PREFIX, publicBytes))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(joined(PRIVATE_PREFIX, privateBytes))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform that we run on has Ed25519", e);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
