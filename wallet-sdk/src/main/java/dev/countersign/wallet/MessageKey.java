package dev.countersign.wallet;

import dev.countersign.protocol.jose.EcdhKey;

/**
 * A private key that reads messages, and does nothing else; it never leaves where it is kept, such as secure hardware.
 *
 * <p>{@link #agree} throws {@link KeyUnavailableException} when the key is locked or gone.
 */
public interface MessageKey extends EcdhKey {
    /** Returns its name. */
    default KeyThumbprint thumbprint() {
        return KeyThumbprint.of(publicJwk());
    }
}
