package dev.countersign.service.platform;

/**
 * Hashes short, guessable values (telephone numbers, codes) so that they can be looked up and compared, but not found
 * out from the database alone: HMAC-SHA-256 with a key of the organisation.
 */
public interface KeyedHash {
    /**
     * Returns 32 bytes; the same domain and value always give the same.
     *
     * @param domain what the value is, such as {@code phone}; values of two domains never collide
     */
    byte[] hash(String domain, String value);
}
