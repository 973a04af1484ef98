package dev.countersign.protocol.transaction;

import dev.countersign.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hash functions for transaction data, by their names in the IANA registry of named information. */
public enum TransactionHash {
    /** The one that everybody supports, and the default. */
    SHA_256("sha-256", "SHA-256"),
    /** SHA-384. */
    SHA_384("sha-384", "SHA-384"),
    /** SHA-512. */
    SHA_512("sha-512", "SHA-512");

    private final String wireName;
    private final String jcaName;

    TransactionHash(String wireName, String jcaName) {
        this.wireName = wireName;
        this.jcaName = jcaName;
    }

    /** Returns the name as it stands in {@code transaction_data_hashes_alg}. */
    public String wireName() {
        return wireName;
    }

    /** Returns the function of this name, if it is one of ours. */
    public static Optional<TransactionHash> of(String wireName) {
        for (TransactionHash hash : values()) {
            if (hash.wireName.equals(wireName)) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    /** Returns the hash over the characters of the string as it was received, in base64url (B.3.3.1). */
    String over(TransactionData data) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance(jcaName).digest(data.encoded().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has " + jcaName, e);
        }
    }
}
