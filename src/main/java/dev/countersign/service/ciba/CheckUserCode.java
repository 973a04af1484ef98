package dev.countersign.service.ciba;

import dev.countersign.service.access.Passwords;
import dev.countersign.service.access.SignInAttempts;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a phone quiet unless its owner told the asking side a secret (OpenID CIBA Core 1.0 section 7.1, {@code user_code}).
 * The bank sets the code of a customer who wants one; from then on no client can have that phone asked without it.
 */
@ApplicationScoped
public class CheckUserCode {
    /** Shortest code. */
    public static final int MIN_CHARS = 4;

    /** Longest code. */
    public static final int MAX_CHARS = 64;

    private static final int MAX_ATTEMPTS = 5;
    private static final Duration WITHIN = Duration.ofMinutes(15);

    private final UserCodes codes;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final Clock clock;

    CheckUserCode(UserCodes codes, Passwords passwords, SignInAttempts attempts, Clock clock) {
        this.codes = codes;
        this.passwords = passwords;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Sets a customer's code, in place of the one before.
     *
     * @throws Problem invalid-value
     */
    @Transactional
    public void set(CustomerId customer, String code) {
        if (code.length() < MIN_CHARS || code.length() > MAX_CHARS || code.isBlank()) {
            throw new Problem(ProblemType.INVALID_VALUE, "The code has the wrong length.")
                    .at("/user_code", "expected: " + MIN_CHARS + " to " + MAX_CHARS + " characters");
        }
        codes.save(customer, passwords.hash(code), clock.instant());
    }

    /** Removes a customer's code: the phone can be asked without one again. */
    @Transactional
    public void remove(CustomerId customer) {
        codes.remove(customer);
    }

    /** Passes when the customer has no code, or this is it. After five wrong ones the right one is refused too, for a while. */
    void check(CustomerId customer, Optional<String> given) {
        Optional<String> hash = codes.find(customer);
        if (hash.isEmpty()) {
            return;
        }
        if (given.isEmpty()) {
            throw CibaErrors.missingUserCode();
        }
        String counted = "user_code:" + customer;
        if (attempts.record(counted, clock.instant(), WITHIN) > MAX_ATTEMPTS
                || given.get().length() > MAX_CHARS
                || !passwords.matches(given.get(), hash.get())) {
            throw CibaErrors.invalidUserCode();
        }
        attempts.forget(counted);
    }
}
