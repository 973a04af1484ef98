package dev.countersign.service.platform;

import java.security.KeyPair;

/**
 * The Ed25519 key that signs the checkpoints of the InteractionLog, and nothing else. Made at the first start, the same on
 * every node, for as long as the log lives: a log is known by it.
 */
public interface LogKey {
    /** Returns the pair. */
    KeyPair logKey();
}
