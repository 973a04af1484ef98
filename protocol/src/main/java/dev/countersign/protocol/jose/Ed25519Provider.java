package dev.countersign.protocol.jose;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Who computes Ed25519. Keys are told by their encodings, see {@link Ed25519}. */
interface Ed25519Provider {

    KeyPair generate();

    byte[] sign(PrivateKey key, byte[] input);

    boolean verify(PublicKey key, byte[] input, byte[] signature);

    PublicKey publicKey(byte[] x509);

    PrivateKey privateKey(byte[] pkcs8);

    /** Returns JCA when it has Ed25519, else Tink. */
    static Ed25519Provider ofPlatform() {
        try {
            Signature.getInstance("Ed25519");
            KeyFactory.getInstance("Ed25519");
            KeyPairGenerator.getInstance("Ed25519");
            return new ByJca();
        } catch (NoSuchAlgorithmException e) {
            return new ByTink();
        }
    }

    /** The JVM's own, or whichever provider stands above it. */
    final class ByJca implements Ed25519Provider {
        @Override
        public KeyPair generate() {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw gone(e);
            }
        }

        @Override
        public byte[] sign(PrivateKey key, byte[] input) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(key);
                signature.update(input);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the key does not sign with Ed25519", e);
            }
        }

        @Override
        public boolean verify(PublicKey key, byte[] input, byte[] rawSignature) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(rawSignature);
            } catch (NoSuchAlgorithmException e) {
                throw gone(e);
            } catch (InvalidKeyException | SignatureException e) {
                return false;
            }
        }

        @Override
        public PublicKey publicKey(byte[] x509) {
            try {
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
            } catch (GeneralSecurityException e) {
                throw gone(e);
            }
        }

        @Override
        public PrivateKey privateKey(byte[] pkcs8) {
            try {
                return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                throw gone(e);
            }
        }

        private static IllegalStateException gone(GeneralSecurityException e) {
            return new IllegalStateException("Ed25519 was there a moment ago", e);
        }
    }

    /** Tink's own arithmetic, for platforms whose JCA has no EdDSA. */
    final class ByTink implements Ed25519Provider {
        @Override
        public KeyPair generate() {
            try {
                Ed25519Sign.KeyPair made = Ed25519Sign.KeyPair.newKeyPair();
                return new KeyPair(
                        publicKey(Ed25519.encoded(made.getPublicKey())), Ed25519.privateKey(made.getPrivateKey()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Tink makes Ed25519 keys everywhere", e);
            }
        }

        @Override
        public byte[] sign(PrivateKey key, byte[] input) {
            try {
                return new Ed25519Sign(Ed25519.seed(key)).sign(input);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the key does not sign with Ed25519", e);
            }
        }

        @Override
        public boolean verify(PublicKey key, byte[] input, byte[] rawSignature) {
            try {
                new Ed25519Verify(Ed25519.raw(key)).verify(rawSignature, input);
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Override
        public PublicKey publicKey(byte[] x509) {
            return new EncodedPublicKey(x509);
        }

        @Override
        public PrivateKey privateKey(byte[] pkcs8) {
            return new EncodedPrivateKey(pkcs8);
        }
    }
}
