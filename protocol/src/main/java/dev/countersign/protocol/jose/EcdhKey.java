package dev.countersign.protocol.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import javax.crypto.KeyAgreement;

/**
 * A private key that agrees on secrets with others (ECDH), wherever it lives: in memory, in a phone's secure element, in an HSM. It
 * offers the agreement, never the private key itself.
 */
public interface EcdhKey {
    /** Returns the public half, without a {@code kid}. */
    PublicJwk publicJwk();

    /**
     * Returns the secret that this key shares with another: the x coordinate of the common point, as long as the curve's field
     * (NIST SP 800-56A section 5.7.1.2).
     *
     * @param other on the same curve; the caller has checked that its point is on it
     * @throws IllegalStateException when the key is out of reach
     */
    byte[] agree(PublicKey other);

    /** Returns the key that JCA holds. */
    static EcdhKey of(KeyPair pair) {
        PublicJwk publicJwk = PublicJwk.of(pair.getPublic());
        return new EcdhKey() {
            @Override
            public PublicJwk publicJwk() {
                return publicJwk;
            }

            @Override
            public byte[] agree(PublicKey other) {
                try {
                    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
                    agreement.init(pair.getPrivate());
                    agreement.doPhase(other, true);
                    return agreement.generateSecret();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("the key does not agree with one of its own curve", e);
                }
            }
        };
    }
}
