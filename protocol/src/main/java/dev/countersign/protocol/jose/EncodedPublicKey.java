package dev.countersign.protocol.jose;

import java.security.PublicKey;
import java.util.Arrays;

/** An Ed25519 public key that is nothing but its encoding, for platforms whose JCA has no class for it. */
final class EncodedPublicKey implements PublicKey {
    private static final long serialVersionUID = 1L;

    private final byte[] x509;

    EncodedPublicKey(byte[] x509) {
        this.x509 = x509.clone();
    }

    @Override
    public String getAlgorithm() {
        return "EdDSA";
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public byte[] getEncoded() {
        return x509.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && Arrays.equals(x509, key.getEncoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x509);
    }
}
