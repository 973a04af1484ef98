package dev.countersign.service.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrganisationTest {
    private static final PublicUrl PRODUCTION = new PublicUrl(URI.create("https://bank.example"));
    private static final PublicUrl DEVELOPMENT = new PublicUrl(URI.create("http://localhost:8080"));

    @Test
    void customers_see_the_name_and_logo_that_were_set() {
        assertThat(read(
                        PRODUCTION,
                        Map.of(Organisation.NAME, "Some Bank", Organisation.LOGO, "https://bank.example/l.svg")))
                .isEqualTo(new Organisation("Some Bank", Optional.of(URI.create("https://bank.example/l.svg"))));
    }

    @Test
    void production_refuses_to_start_without_a_name_and_says_what_to_set() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(PRODUCTION, Map.of()))
                .withMessageContaining(Organisation.NAME);
        assertThat(read(DEVELOPMENT, Map.of()).name()).isNotBlank();
    }

    @Test
    void a_logo_that_wallets_would_fetch_in_the_clear_is_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(
                        PRODUCTION, Map.of(Organisation.NAME, "x", Organisation.LOGO, "http://bank.example/l.svg")));
        assertThatIllegalStateException()
                .isThrownBy(() -> read(PRODUCTION, Map.of(Organisation.NAME, "x", Organisation.LOGO, "::")));
    }

    @Test
    void a_name_that_no_screen_could_show_is_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(PRODUCTION, Map.of(Organisation.NAME, "x".repeat(101))));
    }

    private static Organisation read(PublicUrl publicUrl, Map<String, String> settings) {
        return Organisation.from(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build(),
                publicUrl);
    }
}
