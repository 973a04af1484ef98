package dev.countersign.wallet;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.PublicJwk;

/**
 * A private key that never leaves where it is kept, such as secure hardware.
 *
 * <p>{@link #sign} throws {@link KeyUnavailableException} when the key is locked or gone.
 */
public interface HolderKey extends JwsSigner {
    /** Returns the public half, without a {@code kid}. */
    PublicJwk publicJwk();

    /** Returns its name. */
    default KeyThumbprint thumbprint() {
        return KeyThumbprint.of(publicJwk());
    }
}
