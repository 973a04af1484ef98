package dev.countersign.service.access;

import java.util.Optional;

/**
 * How staff sign in: at the organisation's identity provider, or with a password of ours when there is none. Never both:
 * who has left the organisation must not keep a second way in.
 */
public record StaffSignIn(Optional<OpenIdProvider> provider) {
    /** Returns whether accounts have passwords of ours. */
    public boolean byPassword() {
        return provider.isEmpty();
    }
}
