package dev.countersign.service.holder;

import dev.countersign.service.push.PhoneId;

/**
 * Our name for a wallet.
 *
 * @param value {@code wal_...}
 */
public record WalletId(String value) {

    /** Returns the name by which the wallet's phone is pushed. */
    public PhoneId phone() {
        return new PhoneId(value);
    }

    /** Returns the topic of the wallet's inbox. */
    public String inboxTopic() {
        return "wallet:" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
