package dev.countersign.service.access;

import java.util.Optional;

/** Who makes this request. Injectable wherever a request is served; only for endpoints that ask for a role. */
public interface CurrentCaller {
    /** Returns a name that is unique among all callers: {@code staff:alice}, {@code client:crm}, {@code wallet:wal_...}. */
    String name();

    /** Returns whether a human of the organisation calls. */
    boolean isStaff();

    /** Returns the staff account; empty for machines and wallets. */
    Optional<String> staffAccount();

    /** Returns what may be shown to a customer, such as an agent's display name. */
    String displayName();

    /** Returns whether the caller has a role; see {@link Roles}. */
    boolean hasRole(String role);
}
