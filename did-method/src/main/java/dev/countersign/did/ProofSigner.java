package dev.countersign.did;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;

/**
 * An Ed25519 key that signs log entries and witness proofs of did:webvh; where the private key lies is the
 * implementation's own affair.
 */
public interface ProofSigner {
    /** Returns the public key: Ed25519. */
    PublicKey publicKey();

    /**
     * Signs.
     *
     * @param input 64 bytes: two hashes
     * @return the raw signature (RFC 8032), 64 bytes
     */
    byte[] sign(byte[] input);

    /** Returns the key as a multikey, as it stands among the {@code updateKeys}. */
    default String multikey() {
        return Multikey.print(publicKey());
    }

    /** Returns a signer with a key in memory, by JCA. */
    static ProofSigner of(KeyPair pair) {
        return new ProofSigner() {
            @Override
            public PublicKey publicKey() {
                return pair.getPublic();
            }

            @Override
            public byte[] sign(byte[] input) {
                try {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initSign(pair.getPrivate());
                    signature.update(input);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("the key does not sign with Ed25519", e);
                }
            }
        };
    }
}
