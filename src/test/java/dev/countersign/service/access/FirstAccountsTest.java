package dev.countersign.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstAccountsTest {
    private static final PublicUrl PRODUCTION = new PublicUrl(URI.create("https://identity.bank.example"));
    private static final PublicUrl DEVELOPMENT = new PublicUrl(URI.create("http://localhost:8080"));

    @Inject
    StaffAccounts accounts;

    @Inject
    MachineClients clients;

    @Inject
    Passwords passwords;

    @Inject
    TestAccess access;

    @Inject
    SortableIds ids;

    private Optional<String> start(PublicUrl publicUrl, Map<String, String> settings) {
        FirstAccounts first = new FirstAccounts(
                accounts,
                clients,
                passwords,
                publicUrl,
                new StaffSignIn(Optional.empty()),
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build());
        return QuarkusTransaction.requiringNew().call(first::make);
    }

    @Test
    void in_development_the_accounts_that_settings_name_are_there_and_nothing_is_printed() {
        String account = ids.make("demo").replace('_', '.');
        String client = ids.make("mch");
        Map<String, String> settings = Map.of(
                "countersign.bootstrap.staff.account", account,
                "countersign.bootstrap.staff.password", "a password for this test",
                "countersign.bootstrap.staff.display-name", "Demo Agent",
                "countersign.bootstrap.staff.roles", "agent supervisor",
                "countersign.bootstrap.client.id", client,
                "countersign.bootstrap.client.secret", "a secret for this test",
                "countersign.bootstrap.client.scopes", "customers,interactions");

        assertThat(start(DEVELOPMENT, settings)).isEmpty();
        assertThat(start(DEVELOPMENT, settings)).isEmpty();

        String session = access.signIn(new TestAccess.Login(account, "a password for this test"));
        assertThat(given().cookie("countersign_session", session)
                        .get("/session")
                        .path("roles")
                        .toString())
                .isEqualTo("[agent, supervisor]");
        assertThat(access.token(new TestAccess.ClientLogin(client, "a secret for this test")))
                .isNotBlank();
        assertThat(clients.find(client).orElseThrow().scopes()).containsExactlyInAnyOrder("customers", "interactions");
    }

    @Test
    void production_refuses_to_start_with_accounts_whose_password_is_in_a_setting() {
        String account = ids.make("demo").replace('_', '.');

        assertThatIllegalStateException()
                .isThrownBy(() -> start(PRODUCTION, Map.of("countersign.bootstrap.staff.account", account)))
                .withMessageContaining("countersign.bootstrap");
        assertThatIllegalStateException()
                .isThrownBy(() -> start(PRODUCTION, Map.of("countersign.bootstrap.client.id", ids.make("mch"))))
                .withMessageContaining("countersign.bootstrap");
        assertThat(accounts.find(account)).isEmpty();
    }

    @Test
    void an_account_without_a_password_is_refused_and_not_left_behind() {
        String account = ids.make("demo").replace('_', '.');

        assertThatIllegalStateException()
                .isThrownBy(() -> start(DEVELOPMENT, Map.of("countersign.bootstrap.staff.account", account)))
                .withMessageContaining("countersign.bootstrap.staff.password");
        assertThat(accounts.find(account)).isEmpty();
    }

    @Test
    void there_is_no_second_first_administrator() {
        access.newStaff(Roles.AGENT);

        assertThat(start(PRODUCTION, Map.of())).isEmpty();
    }
}
