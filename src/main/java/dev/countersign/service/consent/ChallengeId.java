package dev.countersign.service.consent;

/**
 * Name of a challenge, as in {@code chl_01k9...}. A name, not a secret.
 *
 * @param value at most 64 characters
 */
public record ChallengeId(String value) {
    public ChallengeId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("challenge id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
