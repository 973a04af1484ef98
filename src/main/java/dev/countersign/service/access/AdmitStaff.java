package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;

/**
 * Admits a member of staff whom the organisation's identity provider has authenticated.
 *
 * <p>The account is made at the first time, and brought up to date each time: what the provider says about name, team and
 * roles is what counts. It belongs to the subject who first came with its name. Names are given again to others, subjects
 * are not (OpenID Connect Core 1.0, section 5.7): somebody else who comes with the name later is refused.
 */
@ApplicationScoped
public class AdmitStaff {
    private final StaffSignIn signIn;
    private final StaffAccounts accounts;
    private final StaffSessions sessions;

    AdmitStaff(StaffSignIn signIn, StaffAccounts accounts, StaffSessions sessions) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** What came of it. */
    public sealed interface Admission {
        /** A session is open. */
        record Admitted(String sessionToken) implements Admission {
            @Override
            public String toString() {
                return "Admitted";
            }
        }

        /** Nothing was opened. */
        record Refused(Refusal why) implements Admission {}
    }

    /** Why somebody with a good ID token is not admitted. */
    public enum Refusal {
        /** None of the token's roles or groups is mapped to a role here. */
        NO_ROLE,
        /** What the token says is no name that an account can have. */
        NO_ACCOUNT_NAME,
        /** The account's name belongs to another subject. */
        NAME_OF_ANOTHER,
        /** The account is suspended here. */
        SUSPENDED
    }

    /**
     * Opens a session.
     *
     * @param claims of an ID token whose issuer, audience, signature, nonce and times were verified
     */
    @Transactional
    public Admission admit(ObjectNode claims) {
        StaffClaims names = signIn.provider()
                .orElseThrow(() -> new IllegalStateException("no identity provider is configured"))
                .claims();
        Set<String> roles = names.rolesIn(claims);
        if (roles.isEmpty()) {
            return new Admission.Refused(Refusal.NO_ROLE);
        }
        String subject = claims.path("iss").asText() + " " + claims.path("sub").asText();
        String account =
                accounts.findBySubject(subject).map(StaffAccount::account).orElseGet(() -> names.accountIn(claims));
        if (!account.matches(StaffAccount.ACCOUNT_PATTERN)) {
            return new Admission.Refused(Refusal.NO_ACCOUNT_NAME);
        }
        String displayName = names.displayNameIn(claims).orElse(account);
        accounts.add(new StaffAccount(account, displayName, names.teamIn(claims), roles, AccountState.ACTIVE));
        if (!accounts.claim(account, subject)) {
            return new Admission.Refused(Refusal.NAME_OF_ANOTHER);
        }
        AccountState state = accounts.find(account).map(StaffAccount::state).orElse(AccountState.SUSPENDED);
        if (state != AccountState.ACTIVE) {
            return new Admission.Refused(Refusal.SUSPENDED);
        }
        accounts.change(new StaffAccount(account, displayName, names.teamIn(claims), roles, state));
        return new Admission.Admitted(sessions.open(account));
    }
}
