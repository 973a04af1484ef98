package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    @Test
    void nobody_is_allowed_inside_unless_listed() {
        assertThat(read(Map.of())).isEqualTo(AllowedHosts.NONE);
        assertThat(read(Map.of(AllowedHosts.PROPERTY, " , "))).isEqualTo(AllowedHosts.NONE);
    }

    @Test
    void hosts_are_listed_with_or_without_a_port() {
        AllowedHosts hosts = read(
                Map.of(AllowedHosts.PROPERTY, "Status.bank.internal, keys.bank.internal:8443,10.1.2.3,[fd12::1]:9443"));

        assertThat(hosts.contains(URI.create("https://status.BANK.internal:9000/")))
                .isTrue();
        assertThat(hosts.contains(URI.create("https://keys.bank.internal:8443/")))
                .isTrue();
        assertThat(hosts.contains(URI.create("https://keys.bank.internal/"))).isFalse();
        assertThat(hosts.contains(URI.create("https://10.1.2.3/"))).isTrue();
        assertThat(hosts.contains(URI.create("https://[fd12::1]:9443/"))).isTrue();
        assertThat(hosts.contains(URI.create("https://bank.internal/"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://status.bank.internal",
                "status.bank.internal/lists",
                "10.0.0.0/8",
                "*.bank.internal",
                "*",
                "bank internal",
                "user@bank.internal",
                "bank.internal:",
                "bank.internal:0",
                "bank.internal:65536",
                "bank.internal:https",
                "0177.0.0.1",
                "2130706433",
                "bank.internal?",
                "bank.internal#"
            })
    void what_is_no_host_is_refused_at_the_start_with_what_to_set(String entry) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(Map.of(AllowedHosts.PROPERTY, "good.bank.internal," + entry)))
                .withMessageContaining(AllowedHosts.PROPERTY)
                .withMessageContaining(entry)
                .withMessageContaining("expected");
    }

    private static AllowedHosts read(Map<String, String> settings) {
        return AllowedHosts.from(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }
}
