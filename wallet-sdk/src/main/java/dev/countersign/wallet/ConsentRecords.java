package dev.countersign.wallet;

import java.util.List;
import java.util.Optional;

/** Where the wallet remembers what was asked and answered. Durable when {@link #save} returns. */
public interface ConsentRecords {
    /** Returns all, the newest first. */
    List<ConsentRecord> all();

    /** Saves a record; it takes the place of one with the same challenge. */
    void save(ConsentRecord record);

    /** Returns the record of this challenge. */
    default Optional<ConsentRecord> find(String challenge) {
        return all().stream()
                .filter(record -> record.challenge().equals(challenge))
                .findFirst();
    }
}
