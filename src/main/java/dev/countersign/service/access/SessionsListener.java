package dev.countersign.service.access;

/** Told when all sessions of an account end, inside the transaction that ends them. */
public interface SessionsListener {
    /** What lets the account in without a session must end now, too. */
    void ended(String account);
}
