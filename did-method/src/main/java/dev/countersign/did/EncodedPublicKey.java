package dev.countersign.did;

import java.security.PublicKey;
import java.util.Arrays;

/** A public key as its X.509 SubjectPublicKeyInfo, where the platform has no class for its algorithm. */
final class EncodedPublicKey implements PublicKey {
    private static final long serialVersionUID = 1L;

    private final String algorithm;
    private final byte[] encoded;

    EncodedPublicKey(String algorithm, byte[] encoded) {
        this.algorithm = algorithm;
        this.encoded = encoded.clone();
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public byte[] getEncoded() {
        return encoded.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedPublicKey that
                && algorithm.equals(that.algorithm)
                && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return algorithm + " public key";
    }
}
