package dev.countersign.service.access;

import java.util.Optional;
import java.util.Set;

/**
 * A human of the organisation.
 *
 * @param account the name to sign in with: lower case letters, digits, dots, dashes, underscores, at most 64
 * @param displayName what customers and colleagues read
 * @param team shown to customers beside the name
 * @param roles see {@link Roles}
 */
public record StaffAccount(
        String account, String displayName, Optional<String> team, Set<String> roles, AccountState state) {
    /** The roles that staff may have. */
    public static final Set<String> KNOWN_ROLES = Set.of(Roles.AGENT, Roles.SUPERVISOR, Roles.AUDITOR, Roles.ADMIN);

    /** What an account's name looks like. */
    public static final String ACCOUNT_PATTERN = "[a-z0-9][a-z0-9._@-]{0,63}";

    /** Keeps its own copy of the roles. */
    public StaffAccount {
        roles = Set.copyOf(roles);
    }

    /** Returns whether this is an administrator who can sign in. */
    public boolean administers() {
        return state == AccountState.ACTIVE && roles.contains(Roles.ADMIN);
    }
}
