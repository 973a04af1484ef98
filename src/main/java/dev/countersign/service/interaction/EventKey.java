package dev.countersign.service.interaction;

import java.util.Arrays;

/** A source's name of an event, by its keyed hash: it can be recognised, and not read. */
public final class EventKey {
    private final byte[] hash;

    EventKey(byte[] hash) {
        this.hash = hash.clone();
    }

    /** Returns 32 bytes. */
    public byte[] bytes() {
        return hash.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKey key && Arrays.equals(hash, key.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
