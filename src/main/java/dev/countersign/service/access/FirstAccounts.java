package dev.countersign.service.access;

import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * Makes the accounts without which nobody could begin: an administrator with a generated password, or, in the development
 * posture, those that {@code countersign.bootstrap.*} names.
 */
@ApplicationScoped
public class FirstAccounts {
    private static final String PREFIX = "countersign.bootstrap.";
    private static final String FIRST_ACCOUNT = "admin";

    private final StaffAccounts accounts;
    private final MachineClients clients;
    private final Passwords passwords;
    private final PublicUrl publicUrl;
    private final StaffSignIn signIn;
    private final Config config;

    FirstAccounts(
            StaffAccounts accounts,
            MachineClients clients,
            Passwords passwords,
            PublicUrl publicUrl,
            StaffSignIn signIn,
            Config config) {
        this.accounts = accounts;
        this.clients = clients;
        this.passwords = passwords;
        this.publicUrl = publicUrl;
        this.signIn = signIn;
        this.config = config;
    }

    /**
     * Makes them, if they are not there.
     *
     * @return what to print once, and nowhere else; empty when there is nothing new
     */
    @Transactional
    public Optional<String> make() {
        Optional<String> account = value("staff.account");
        Optional<String> client = value("client.id");
        if ((account.isPresent() || client.isPresent()) && !publicUrl.development()) {
            throw new IllegalStateException(PREFIX + "* is for development: remove it, or set " + PublicUrl.PROPERTY
                    + " to a loopback URL. In production add accounts with the administrator's own.");
        }
        account.ifPresent(this::bootstrapStaff);
        client.ifPresent(this::bootstrapClient);
        return account.isPresent() || !signIn.byPassword() ? Optional.empty() : firstAdministrator();
    }

    private Optional<String> firstAdministrator() {
        if (!accounts.isEmpty()) {
            return Optional.empty();
        }
        StaffAccount admin = new StaffAccount(
                FIRST_ACCOUNT, "Administrator", Optional.empty(), StaffAccount.KNOWN_ROLES, AccountState.ACTIVE);
        if (!accounts.add(admin)) {
            return Optional.empty();
        }
        String password = passwords.generate();
        accounts.setPasswordHash(FIRST_ACCOUNT, passwords.hash(password));
        return Optional.of("First start. Sign in at " + publicUrl.uri() + " as \"" + FIRST_ACCOUNT
                + "\" with the password: " + password + "  (shown this once)");
    }

    private void bootstrapStaff(String account) {
        StaffAccount staff = new StaffAccount(
                account,
                value("staff.display-name").orElse(account),
                value("staff.team"),
                words("staff.roles", StaffAccount.KNOWN_ROLES),
                AccountState.ACTIVE);
        if (accounts.add(staff)) {
            accounts.setPasswordHash(account, passwords.hash(required("staff.password")));
        }
    }

    private void bootstrapClient(String id) {
        MachineClient client = new MachineClient(
                id,
                id,
                words("client.scopes", MachineClient.KNOWN_SCOPES),
                AccountState.ACTIVE,
                ClientProof.bySecret());
        if (clients.add(client)) {
            clients.setSecretHash(id, TokenHash.of(required("client.secret")));
        }
    }

    private Set<String> words(String name, Set<String> otherwise) {
        return value(name)
                .map(text -> Arrays.stream(text.split("[ ,]+", -1))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(otherwise);
    }

    private String required(String name) {
        return value(name).orElseThrow(() -> new IllegalStateException("set " + PREFIX + name + " too"));
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(PREFIX + name, String.class).filter(text -> !text.isBlank());
    }
}
