package dev.countersign.service.platform;

import java.util.List;

/**
 * Encrypts personal values under a key of their owner (AES-256-GCM), so that destroying the key erases them everywhere: in
 * tables and replicas, and where the keys have a database of their own ({@code docs/operating.md}) in old backups of the data too.
 *
 * <p>Takes part in the caller's transaction; only a key that was made may stay although the transaction was rolled back.
 */
public interface PersonalData {
    /**
     * Encrypts; makes the owner's key when it is not there yet.
     *
     * @param owner whose it is, such as a customer's identifier
     * @param purpose what it is, such as {@code display_name}; the same must be named to open it
     * @throws ErasedDataException when the owner's key was destroyed: there is never another
     */
    byte[] seal(String owner, String purpose, byte[] plaintext);

    /**
     * Decrypts.
     *
     * @throws ErasedDataException when the owner's key was destroyed
     * @throws IllegalArgumentException when it was sealed for another owner or purpose, or was changed
     */
    byte[] open(String owner, String purpose, byte[] sealed);

    /**
     * Keeps the owner's key from being destroyed until the caller's transaction ends, so that nothing is sealed for somebody who
     * is erased meanwhile, under a key that would come back.
     *
     * @return false when there is no such key: it was destroyed, or never made
     */
    boolean hold(String owner);

    /** Destroys the owner's key. Nothing that was sealed can be opened once the transaction has committed. */
    void destroy(String owner);

    /**
     * Returns the next owners whose keys were destroyed, in order of their names.
     *
     * @param after the last one known; empty for the first
     * @param most how many at most
     */
    List<String> destroyed(String after, int most);
}
