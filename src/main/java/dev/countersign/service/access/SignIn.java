package dev.countersign.service.access;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Signs staff in with a password. */
@ApplicationScoped
public class SignIn {
    /** Attempts that an account has within {@link #WITHIN}. */
    public static final int MAX_ATTEMPTS = 5;

    /** The time in which attempts are counted. */
    public static final Duration WITHIN = Duration.ofMinutes(15);

    private final StaffAccounts accounts;
    private final StaffSessions sessions;
    private final SignInAttempts attempts;
    private final Passwords passwords;
    private final Clock clock;
    private final StaffSignIn ways;
    private final String decoy;

    SignIn(
            StaffAccounts accounts,
            StaffSessions sessions,
            SignInAttempts attempts,
            Passwords passwords,
            StaffSignIn ways,
            Clock clock) {
        this.ways = ways;
        this.accounts = accounts;
        this.sessions = sessions;
        this.attempts = attempts;
        this.passwords = passwords;
        this.clock = clock;
        this.decoy = passwords.hash(passwords.generate());
    }

    /**
     * Opens a session. A wrong password, an unknown account and a suspended one are answered alike, after the same time.
     *
     * @return the session's token
     * @throws Problem unauthenticated, too many requests, or forbidden when staff sign in at the identity provider
     */
    public String signIn(String account, String password) {
        if (!ways.byPassword()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Nobody signs in with a password here: open " + OpenIdProvider.PATH
                            + " to sign in at the organisation's identity provider.");
        }
        if (!account.matches(StaffAccount.ACCOUNT_PATTERN) || password.length() > Passwords.MAX_CHARS) {
            throw refused();
        }
        if (attempts.record(account, clock.instant(), WITHIN) > MAX_ATTEMPTS) {
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many attempts to sign in to this account.")
                    .retryAfter(WITHIN);
        }
        Optional<String> hash = accounts.passwordHash(account);
        // Without the decoy, a quick answer would tell that there is no such account.
        boolean right = passwords.matches(password, hash.orElse(decoy)) && hash.isPresent();
        boolean active = accounts.find(account)
                .filter(found -> found.state() == AccountState.ACTIVE)
                .isPresent();
        if (!right || !active) {
            throw refused();
        }
        attempts.forget(account);
        return sessions.open(account);
    }

    private static Problem refused() {
        return new Problem(ProblemType.UNAUTHENTICATED, "The account or the password is wrong.");
    }
}
