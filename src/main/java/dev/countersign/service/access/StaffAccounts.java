package dev.countersign.service.access;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.Optional;

/** Keeps staff accounts. Every change is durable when the caller's transaction commits. */
public interface StaffAccounts {
    /** Finds an account, suspended ones too. */
    Optional<StaffAccount> find(String account);

    /** Finds the account that belongs to a subject of the identity provider. */
    Optional<StaffAccount> findBySubject(String subject);

    /** Gives an account to a subject, unless it is another's already; returns whether it is the subject's now. */
    boolean claim(String account, String subject);

    /** Returns a part of all accounts, by name. */
    Page<StaffAccount> list(PageRequest page);

    /** Returns whether there is none at all. */
    boolean isEmpty();

    /** Adds an account without a password; false when the name is taken. */
    boolean add(StaffAccount account);

    /** Replaces an account's display name, team, roles and state. Ends its sessions when it is suspended. */
    void change(StaffAccount account);

    /** Returns the hash of the password; empty when there is no account or it has none. */
    Optional<String> passwordHash(String account);

    /** Sets a new password by its hash and ends the account's sessions. */
    void setPasswordHash(String account, String hash);

    /** Counts the administrators who can sign in, and makes others who change accounts wait for this transaction. */
    long lockAndCountAdministrators();
}
