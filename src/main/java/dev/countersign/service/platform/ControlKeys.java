package dev.countersign.service.platform;

import java.security.KeyPair;
import java.util.List;

/**
 * The Ed25519 keys that sign the log of the organisation's DID. Each signs once and is then replaced by one that the log
 * has promised; two are there from the first start: one to begin with, one to promise.
 */
public interface ControlKeys {
    /** Returns them, newest first; those that were used long ago are gone. */
    List<KeyPair> all();

    /** Makes one more; durable when it returns. */
    KeyPair add();
}
