package dev.countersign.wallet;

import java.util.Optional;

/**
 * Where the keys are made and kept with which messages are read. They are not holder keys: a key that signs must not decrypt, and one
 * that is lost or replaced costs old messages, not the wallet.
 *
 * <p>A key is durable when {@link #create} returns: what is encrypted to a lost key can never be read.
 */
public interface MessageKeys {
    /** Makes a new key on P-256 for ECDH. */
    MessageKey create();

    /** Returns the key of this name. */
    Optional<MessageKey> find(KeyThumbprint name);

    /** Forgets a key for good, and with it whatever was encrypted to it; nothing happens when there is none. */
    void destroy(KeyThumbprint name);
}
