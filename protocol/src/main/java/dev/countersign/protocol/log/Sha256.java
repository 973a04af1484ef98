package dev.countersign.protocol.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every platform has. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }
}
