package dev.countersign.samples.adapters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares secrets. */
public final class Secrets {
    private Secrets() {}

    /** Returns whether two texts are the same, in constant time. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
