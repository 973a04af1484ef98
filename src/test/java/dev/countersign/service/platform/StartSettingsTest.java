package dev.countersign.service.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartSettingsTest {
    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private static Config environment(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .build();
    }

    @Test
    void with_nothing_configured_the_database_comes_with_the_service_and_only_this_machine_reaches_it() {
        StartSettings settings = StartSettings.from(config(Map.of()));

        assertThat(settings.externalDatabase()).isFalse();
        assertThat(settings.dataDirectory()).isAbsolute().hasFileName("data");
        assertThat(settings.listening()).containsEntry("quarkus.http.host", "127.0.0.1");
    }

    @Test
    void a_database_is_external_when_its_address_is_set_by_property_or_environment() {
        String url = "jdbc:postgresql://db.bank.example/countersign";

        assertThat(StartSettings.from(config(Map.of("quarkus.datasource.jdbc.url", url)))
                        .externalDatabase())
                .isTrue();
        assertThat(StartSettings.from(environment(Map.of("QUARKUS_DATASOURCE_JDBC_URL", url)))
                        .externalDatabase())
                .isTrue();
        assertThat(StartSettings.from(environment(Map.of("QUARKUS_DATASOURCE_JDBC_URL", " ")))
                        .externalDatabase())
                .isFalse();
    }

    @Test
    void in_production_nobody_decides_for_the_operator_where_to_listen() {
        assertThat(StartSettings.from(environment(Map.of("COUNTERSIGN_PUBLIC_URL", "https://identity.bank.example")))
                        .listening())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://identity.bank.example",
                "http://192.0.2.7:8080",
                "http://localhost.attacker.example",
                "https://identity.bank.example/path",
                "https://identity.bank.example?x=1",
                "https://user@identity.bank.example",
                "ftp://identity.bank.example",
                "identity.bank.example",
                "::"
            })
    void a_public_url_that_is_neither_an_https_origin_nor_loopback_is_refused_before_anything_starts(String url) {
        assertThatIllegalStateException()
                .isThrownBy(() -> StartSettings.from(config(Map.of(PublicUrl.PROPERTY, url))))
                .withMessageContaining(PublicUrl.PROPERTY);
    }
}
