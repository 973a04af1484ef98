package dev.countersign.protocol.jose;

import java.security.PrivateKey;

/** An Ed25519 private key that is nothing but its encoding, for platforms whose JCA has no class for it. */
final class EncodedPrivateKey implements PrivateKey {
    private static final long serialVersionUID = 1L;

    private final byte[] pkcs8;

    EncodedPrivateKey(byte[] pkcs8) {
        this.pkcs8 = pkcs8.clone();
    }

    @Override
    public String getAlgorithm() {
        return "EdDSA";
    }

    @Override
    public String getFormat() {
        return "PKCS#8";
    }

    @Override
    public byte[] getEncoded() {
        return pkcs8.clone();
    }
}
