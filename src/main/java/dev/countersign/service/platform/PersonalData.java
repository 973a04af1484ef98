package dev.countersign.service.platform;

/**
 * Encrypts personal values under a key of their owner (AES-256-GCM), so that destroying the key erases them everywhere:
 * in tables, replicas and backups alike.
 *
 * <p>Takes part in the caller's transaction.
 */
public interface PersonalData {
    /**
     * Encrypts; makes the owner's key when it is not there yet.
     *
     * @param owner whose it is, such as a customer's identifier
     * @param purpose what it is, such as {@code display_name}; the same must be named to open it
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
}
