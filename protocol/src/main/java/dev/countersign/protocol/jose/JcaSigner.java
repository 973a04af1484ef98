package dev.countersign.protocol.jose;

import java.security.PrivateKey;

/** Signs with a key that JCA holds. */
final class JcaSigner implements JwsSigner {
    private final SignatureAlgorithm algorithm;
    private final PrivateKey key;

    JcaSigner(SignatureAlgorithm algorithm, PrivateKey key) {
        this.algorithm = algorithm;
        this.key = key;
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        return algorithm.sign(key, signingInput);
    }
}
