package dev.countersign.did;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;

/** Who checks Ed25519 signatures (RFC 8032): JCA on the JVM, Tink where JCA knows no EdDSA (Android before 33). */
interface Ed25519Verifier {
    /** Length of a signature, in bytes. */
    int SIGNATURE_BYTES = 64;

    /** Returns whether it is this key's signature. Never throws. */
    boolean verify(PublicKey key, byte[] input, byte[] signature);

    /** Returns JCA when it has Ed25519, else Tink. */
    static Ed25519Verifier ofPlatform() {
        try {
            Signature.getInstance("Ed25519");
            return new ByJca();
        } catch (NoSuchAlgorithmException e) {
            return new ByTink();
        }
    }

    /** The JVM's own, or whichever provider stands above it at the time. */
    final class ByJca implements Ed25519Verifier {
        @Override
        public boolean verify(PublicKey key, byte[] input, byte[] rawSignature) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(rawSignature);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Ed25519 was there a moment ago", e);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** Tink's own arithmetic. */
    final class ByTink implements Ed25519Verifier {
        @Override
        public boolean verify(PublicKey key, byte[] input, byte[] rawSignature) {
            try {
                new Ed25519Verify(OctetKey.ED25519.rawBytes(key)).verify(rawSignature, input);
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }
}
