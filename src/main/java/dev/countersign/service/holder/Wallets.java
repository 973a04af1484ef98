package dev.countersign.service.holder;

import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.List;
import java.util.Optional;

/**
 * The enrolled wallets. What a method wrote is durable when the caller's transaction commits; without one, when it
 * returns.
 */
public interface Wallets {

    /** Returns the customer's wallets that may be used, the longest enrolled first. */
    default List<Wallet> active(CustomerId customer) {
        return of(customer).stream().filter(Wallet::active).toList();
    }

    /** Returns all wallets of the customer, the longest enrolled first. */
    List<Wallet> of(CustomerId customer);

    /** Returns a part of them, in the same order. */
    Page<Wallet> of(CustomerId customer, PageRequest asked);

    /** Finds a wallet. */
    Optional<Wallet> find(WalletId id);

    /** Finds the wallet that signs with this key. */
    Optional<Wallet> findByKey(PublicJwk holderKey);

    /** Returns how the customer calls the device. */
    Optional<DisplayName> name(WalletId id);

    /** Returns the key to which messages for a wallet are encrypted; empty when it reads none. */
    Optional<RecipientKey> messageKey(WalletId id);

    /** Sets that key, in place of the one before. */
    void setMessageKey(WalletId id, RecipientKey key);

    /** Adds a wallet and what it is called; returns false, and changes nothing, when another wallet has its key. */
    boolean add(Wallet wallet, Optional<DisplayName> name);

    /** Moves a wallet from one state to another; returns false, and changes nothing, when it is not in the first. */
    boolean move(WalletId id, WalletState from, WalletState to);

    /** Removes a wallet, if it is there. */
    void remove(WalletId id);
}
