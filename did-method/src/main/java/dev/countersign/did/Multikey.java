package dev.countersign.did;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;

/** A public key as multibase text of a multicodec-prefixed key (Controlled Identifiers 1.0 section 2.2.2). */
final class Multikey {
    private static final int ED25519 = 0xed;
    private static final int X25519 = 0xec;
    private static final int SECP256K1 = 0xe7;
    private static final int P256 = 0x1200;
    private static final int P384 = 0x1201;
    private static final int P521 = 0x1202;

    // Known by name only.
    private static final Map<Integer, String> UNSUPPORTED =
            Map.of(0x1205, "RSA", 0xea, "BLS12-381 G1", 0xeb, "BLS12-381 G2", 0x1203, "Ed448", 0x1204, "X448");

    private Multikey() {}

    /**
     * Reads a key.
     *
     * @throws MalformedDidException when it is not base58btc, has no known codec, or is no key of that codec
     */
    static VerificationKey parse(String multibase) {
        if (multibase.isEmpty() || multibase.charAt(0) != 'z') {
            throw new MalformedDidException("did:key: multibase prefix (expected: z, base58btc)");
        }
        byte[] bytes = Base58.decode(multibase.substring(1));
        int codecBytes = codecBytes(bytes);
        byte[] key = Arrays.copyOfRange(bytes, codecBytes, bytes.length);
        int codec = codec(bytes, codecBytes);
        String unsupported = UNSUPPORTED.get(codec);
        if (unsupported != null) {
            return new VerificationKey.Unsupported(unsupported);
        }
        return new VerificationKey.Usable(
                switch (codec) {
                    case ED25519 -> OctetKey.ED25519.key(key);
                    case X25519 -> OctetKey.X25519.key(key);
                    case P256 -> EcCurve.P256.decompress(key);
                    case P384 -> EcCurve.P384.decompress(key);
                    case P521 -> EcCurve.P521.decompress(key);
                    case SECP256K1 -> EcCurve.SECP256K1.decompress(key);
                    default -> throw new MalformedDidException("did:key: multicodec (expected: one of a public key)");
                });
    }

    /** Returns whether it is written as an Ed25519 key. A cheap look; whether it is one {@link #parse} tells. */
    static boolean hasFormOfEd25519(String multibase) {
        if (multibase.isEmpty() || multibase.charAt(0) != 'z' || multibase.length() > 64) {
            return false;
        }
        try {
            byte[] bytes = Base58.decode(multibase.substring(1));
            return bytes.length == 2 + OctetKey.KEY_BYTES && codecBytes(bytes) == 2 && codec(bytes, 2) == ED25519;
        } catch (MalformedDidException e) {
            return false;
        }
    }

    /**
     * Returns the text of a key.
     *
     * @throws IllegalArgumentException when it is of a kind that cannot be written
     */
    static String print(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            EcCurve curve = EcCurve.of(ec)
                    .orElseThrow(
                            () -> new IllegalArgumentException("curve (expected: P-256, P-384, P-521 or secp256k1)"));
            int codec =
                    switch (curve) {
                        case P256 -> P256;
                        case P384 -> P384;
                        case P521 -> P521;
                        case SECP256K1 -> SECP256K1;
                    };
            return print(codec, curve.compress(ec));
        }
        OctetKey kind = OctetKey.of(key)
                .orElseThrow(() -> new IllegalArgumentException("key (expected: EC, Ed25519 or X25519)"));
        return print(kind == OctetKey.ED25519 ? ED25519 : X25519, kind.rawBytes(key));
    }

    private static String print(int codec, byte[] key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 + key.length);
        int rest = codec;
        while (rest > 0x7F) {
            bytes.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
        bytes.write(key, 0, key.length);
        return "z" + Base58.encode(bytes.toByteArray());
    }

    // Unsigned varint of at most three bytes, in its shortest form: one text for one key.
    private static int codecBytes(byte[] bytes) {
        for (int i = 0; i < Math.min(3, bytes.length); i++) {
            if ((bytes[i] & 0x80) == 0) {
                if (i > 0 && bytes[i] == 0) {
                    break;
                }
                return i + 1;
            }
        }
        throw new MalformedDidException("did:key: multicodec (expected: a shortest varint of one to three bytes)");
    }

    private static int codec(byte[] bytes, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << 7) | (bytes[i] & 0x7F);
        }
        return value;
    }
}
