package dev.countersign.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.PublicUrl;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenIdProviderTest {
    private static final PublicUrl PRODUCTION = new PublicUrl(URI.create("https://bank.example"));
    private static final Map<String, String> COMPLETE = Map.of(
            "countersign.oidc.enabled", "true",
            "countersign.oidc.auth-server-url", "https://login.bank.example/realms/staff",
            "countersign.oidc.client-id", "countersign",
            "countersign.oidc.client-secret", "only in this test",
            "countersign.oidc.roles.agent", "contact-centre, branch");

    private static Optional<OpenIdProvider> read(Map<String, String> settings) {
        return OpenIdProvider.from(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build(),
                PRODUCTION);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put("countersign.oidc." + name, value);
        return settings;
    }

    private static ObjectNode claims(String json) {
        return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void without_a_setting_there_is_no_provider() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(read(with("enabled", "false"))).isEmpty();
    }

    @Test
    void the_service_does_not_start_half_configured_and_says_everything_that_is_missing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(Map.of("countersign.oidc.enabled", "true")))
                .withMessageContainingAll(
                        "countersign.oidc.auth-server-url",
                        "countersign.oidc.client-id",
                        "countersign.oidc.client-secret",
                        "countersign.oidc.roles.agent");
        assertThatIllegalStateException()
                .isThrownBy(() -> read(with("client-secret", " ")))
                .withMessageContaining("countersign.oidc.client-secret")
                .withMessageNotContaining("countersign.oidc.client-id");
    }

    @Test
    void a_provider_that_would_be_asked_in_the_clear_is_refused_in_production() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(with("auth-server-url", "http://login.bank.example")))
                .withMessageContaining("https");
        assertThatIllegalStateException().isThrownBy(() -> read(with("auth-server-url", "::")));
    }

    @Test
    void the_secret_is_not_in_what_is_printed() {
        assertThat(read(COMPLETE).orElseThrow().toString()).doesNotContain("only in this test");
    }

    @Test
    void groups_give_roles_as_they_are_mapped_and_others_give_none() {
        StaffClaims names = read(COMPLETE).orElseThrow().claims();

        assertThat(names.rolesIn(claims("{\"groups\":[\"branch\",\"admin\",7]}")))
                .containsExactly("agent");
        assertThat(names.rolesIn(claims("{\"groups\":\"contact-centre\"}"))).containsExactly("agent");
        assertThat(names.rolesIn(claims("{\"groups\":[\"agent\",\"admin\"]}"))).isEmpty();
        assertThat(names.rolesIn(claims("{}"))).isEmpty();
    }

    @Test
    void a_claim_may_lie_in_an_object_or_have_slashes_in_its_name() {
        StaffClaims nested =
                read(with("roles-claim", "realm_access/roles")).orElseThrow().claims();
        StaffClaims named = read(with("roles-claim", "https://bank.example/groups"))
                .orElseThrow()
                .claims();

        assertThat(nested.rolesIn(claims("{\"realm_access\":{\"roles\":[\"branch\"]}}")))
                .containsExactly("agent");
        assertThat(named.rolesIn(claims("{\"https://bank.example/groups\":[\"branch\"]}")))
                .containsExactly("agent");
    }

    @Test
    void without_a_preferred_name_the_subject_names_the_account() {
        StaffClaims names = read(COMPLETE).orElseThrow().claims();

        assertThat(names.accountIn(claims("{\"sub\":\"A-17\"}"))).isEqualTo("a-17");
        assertThat(names.accountIn(claims("{\"sub\":\"A-17\",\"preferred_username\":\"Robin\"}")))
                .isEqualTo("robin");
        assertThat(names.displayNameIn(claims("{\"name\":\"" + "x".repeat(200) + "\"}"))
                        .orElseThrow())
                .hasSize(100);
    }
}
