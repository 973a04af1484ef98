package dev.countersign.service.portal;

import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.access.StaffAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds by which name a customer may know somebody of the bank: never by the name of an account. */
@ApplicationScoped
class Viewers {
    private static final String STAFF = "staff:";

    private final StaffAccounts staff;

    Viewers(StaffAccounts staff) {
        this.staff = staff;
    }

    /**
     * Returns who it is.
     *
     * @param caller such as {@code staff:maria}
     */
    Viewer of(String caller) {
        return caller.startsWith(STAFF)
                ? new Viewer(Viewer.Kind.PERSON, account(caller.substring(STAFF.length())))
                : new Viewer(Viewer.Kind.SYSTEM, Optional.empty());
    }

    /** Returns the name that customers read, of the account that has an interaction. */
    Optional<String> account(String account) {
        return staff.find(account).map(StaffAccount::displayName);
    }
}
