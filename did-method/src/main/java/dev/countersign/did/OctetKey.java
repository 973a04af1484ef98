package dev.countersign.did;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** The Edwards and Montgomery keys of RFC 8037 and RFC 8410: 32 bytes behind a fixed prefix. */
enum OctetKey {
    ED25519("Ed25519", 0x70),
    X25519("X25519", 0x6e);

    static final int KEY_BYTES = 32;

    // RFC 8410 section 4: SEQUENCE { SEQUENCE { OID 1.3.101.n }, BIT STRING of 32 bytes }.
    private static final byte[] PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0, 0x03, 0x21, 0x00};
    private static final int OID_END = 8;

    private final String algorithm;
    private final byte lastOfOid;

    OctetKey(String algorithm, int lastOfOid) {
        this.algorithm = algorithm;
        this.lastOfOid = (byte) lastOfOid;
    }

    /** Returns the name that JOSE and JCA agree on. */
    String algorithm() {
        return algorithm;
    }

    /** Returns the kind of a key; empty when it is none of these. */
    static Optional<OctetKey> of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.stream(values())
                .filter(kind -> encoded != null
                        && encoded.length == PREFIX.length + KEY_BYTES
                        && Arrays.equals(kind.prefix(), Arrays.copyOf(encoded, PREFIX.length)))
                .findFirst();
    }

    /** Returns the 32 bytes of a key of this kind. */
    byte[] rawBytes(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, PREFIX.length, encoded.length);
    }

    /** Returns the key with these bytes. */
    PublicKey key(byte[] raw) {
        return key(raw, KeyFactory::getInstance);
    }

    PublicKey key(byte[] raw, KeyFactories factories) {
        if (raw.length != KEY_BYTES) {
            throw new MalformedDidException(
                    algorithm + ": key: " + raw.length + " bytes (expected: " + KEY_BYTES + ")");
        }
        if (this == ED25519) {
            EdwardsPoint.require(raw);
        }
        byte[] encoded = ByteBuffer.allocate(PREFIX.length + KEY_BYTES)
                .put(prefix())
                .put(raw)
                .array();
        try {
            return factories.get(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException e) {
            // Android before API 33 has no such provider; whoever verifies there reads the encoding.
            return new EncodedPublicKey(algorithm, encoded);
        } catch (GeneralSecurityException e) {
            throw new MalformedDidException(algorithm + ": key (expected: a point)", e);
        }
    }

    private byte[] prefix() {
        byte[] prefix = PREFIX.clone();
        prefix[OID_END] = lastOfOid;
        return prefix;
    }

    /** Where key factories come from. */
    @FunctionalInterface
    interface KeyFactories {
        KeyFactory get(String algorithm) throws NoSuchAlgorithmException;
    }
}
