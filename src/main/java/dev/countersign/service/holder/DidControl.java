package dev.countersign.service.holder;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a customer controls a DID: not yet, as far as we looked, or not any more. Only {@link Proven} counts. */
public sealed interface DidControl {

    /** The proof was not given yet. */
    record Pending() implements DidControl {}

    /**
     * The customer showed control, and the key of that proof was still there when we last looked.
     *
     * @param key that signed the proof; RFC 7638 thumbprint
     * @param keys that can authenticate as the DID's subject, as of {@code checkedAt}; thumbprints, {@code key} among them
     * @param checkedAt when the look began that found them
     */
    record Proven(Instant provenAt, String key, Set<String> keys, Instant checkedAt) implements DidControl {
        /** Copies the set, and checks that the proof's key is in it. */
        public Proven {
            keys = Set.copyOf(keys);
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("keys (expected: the proof's key among them)");
            }
        }
    }

    /** The customer showed control once; by what we saw since, somebody else may have it. */
    record Lapsed(Instant provenAt, Lapse lapse, Instant checkedAt) implements DidControl {}

    /** Why control lapsed. */
    enum Lapse {
        /** The key that proved control cannot authenticate any more. */
        ROTATED,
        /** The DID was given up. */
        DEACTIVATED;

        /** Returns the name as it stands in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the name as it stands in JSON. */
    default String wireName() {
        if (this instanceof Lapsed lapsed) {
            return lapsed.lapse().wireName();
        }
        return this instanceof Proven ? "verified" : "pending";
    }

    /** Returns when control was shown, whether or not it lapsed since. */
    default Optional<Instant> proof() {
        if (this instanceof Lapsed lapsed) {
            return Optional.of(lapsed.provenAt());
        }
        return this instanceof Proven proven ? Optional.of(proven.provenAt()) : Optional.empty();
    }

    /** Returns when we last learnt what the DID's document says. */
    default Optional<Instant> lastCheck() {
        if (this instanceof Lapsed lapsed) {
            return Optional.of(lapsed.checkedAt());
        }
        return this instanceof Proven proven ? Optional.of(proven.checkedAt()) : Optional.empty();
    }
}
