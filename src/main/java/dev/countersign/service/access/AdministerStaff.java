package dev.countersign.service.access;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;

/** Adds and changes staff accounts. There is always an administrator left who can sign in. */
@ApplicationScoped
public class AdministerStaff {
    private final StaffAccounts accounts;
    private final Passwords passwords;

    AdministerStaff(StaffAccounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /**
     * Adds an account with a generated password.
     *
     * @return the password, which is not kept
     */
    @Transactional
    public String add(StaffAccount account) {
        check(account);
        if (!accounts.add(account)) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The account name is taken.");
        }
        return resetPassword(account.account());
    }

    /** Replaces what an account is. */
    @Transactional
    public void change(StaffAccount changed) {
        check(changed);
        long administrators = accounts.lockAndCountAdministrators();
        StaffAccount before = find(changed.account());
        if (before.administers() && !changed.administers() && administrators <= 1) {
            throw new Problem(ProblemType.STATE_CONFLICT, "This is the last administrator who can sign in.");
        }
        accounts.change(changed);
    }

    /**
     * Gives an account a new generated password and ends its sessions.
     *
     * @return the password, which is not kept
     */
    @Transactional
    public String resetPassword(String account) {
        find(account);
        String password = passwords.generate();
        accounts.setPasswordHash(account, passwords.hash(password));
        return password;
    }

    /** Changes one's own password and ends all of one's sessions. */
    @Transactional
    public void changeOwnPassword(String account, PasswordChange change) {
        if (change.next().length() < Passwords.MIN_CHARS || change.next().length() > Passwords.MAX_CHARS) {
            throw new Problem(ProblemType.INVALID_VALUE, "The new password has the wrong length.")
                    .at("/next", "expected: " + Passwords.MIN_CHARS + " to " + Passwords.MAX_CHARS + " characters");
        }
        Optional<String> hash = accounts.passwordHash(account);
        if (hash.isEmpty() || !passwords.matches(change.current(), hash.get())) {
            throw new Problem(ProblemType.FORBIDDEN, "The current password is wrong.");
        }
        accounts.setPasswordHash(account, passwords.hash(change.next()));
    }

    /** Finds an account. */
    public StaffAccount find(String account) {
        return accounts.find(account)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such account."));
    }

    private static void check(StaffAccount account) {
        if (!account.account().matches(StaffAccount.ACCOUNT_PATTERN)) {
            throw new Problem(ProblemType.INVALID_VALUE, "The account name is not acceptable.")
                    .at("/account", "expected: " + StaffAccount.ACCOUNT_PATTERN);
        }
        if (account.displayName().isBlank() || account.displayName().length() > 100) {
            throw new Problem(ProblemType.INVALID_VALUE, "The display name is not acceptable.")
                    .at("/display_name", "expected: 1 to 100 characters");
        }
        Set<String> roles = account.roles();
        if (roles.isEmpty() || !StaffAccount.KNOWN_ROLES.containsAll(roles)) {
            throw new Problem(ProblemType.INVALID_VALUE, "The roles are not acceptable.")
                    .at("/roles", "expected: some of agent, supervisor, auditor, admin");
        }
    }

    /** A change of one's own password. */
    public record PasswordChange(String current, String next) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }
}
