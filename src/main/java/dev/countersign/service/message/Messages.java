package dev.countersign.service.message;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where messages last, encrypted by whoever sent them; what is known of their sending is sealed under the customer's key. All calls
 * join the caller's transaction.
 */
public interface Messages {
    /** A message with the copy of the wallet that asks. */
    record Received(StoredMessage message, MessageCopy copy) {}

    /** Keeps a message with its copies. */
    void add(StoredMessage message, List<MessageCopy> copies);

    /** Finds a message. */
    Optional<StoredMessage> find(MessageId id);

    /** Returns the copies of a message, in the order of wallets. */
    List<MessageCopy> copies(MessageId id);

    /** Finds a message that this wallet has a copy of. */
    Optional<StoredMessage> find(MessageId id, WalletId wallet);

    /** Lists what a wallet has copies of, newest first; the sort key is the id. */
    Page<Received> of(WalletId wallet, PageRequest page);

    /** Notes that a wallet took its copies of these; the first time counts. */
    void delivered(WalletId wallet, List<MessageId> messages, Instant at);

    /** Notes that a wallet's Holder read a message; the first time counts. */
    void read(WalletId wallet, MessageId message, Instant at);

    /** Removes all messages of a customer. */
    void forget(CustomerId customer);
}
