package dev.countersign.service.access;

import java.util.Optional;

/** Keeps the sessions of staff. */
public interface StaffSessions {
    /** Opens a session and returns its token, which is not kept. */
    String open(String account);

    /** Returns who holds the token, if the session has not ended and the account is active. */
    Optional<StaffAccount> holder(String token);

    /** Ends a session. */
    void close(String token);
}
