package dev.countersign.samples.didcli;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Locale;

/** A kind of key that can be made here. */
enum KeyKind {
    ED25519("Ed25519", ""),
    P256("EC", "secp256r1"),
    P384("EC", "secp384r1");

    private final String algorithm;
    private final String curve;

    KeyKind(String algorithm, String curve) {
        this.algorithm = algorithm;
        this.curve = curve;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (!curve.isEmpty()) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform cannot make keys of kind " + this, e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
