package dev.countersign.service.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushSubscriptionTest {
    private static final PublicUrl PRODUCTION = new PublicUrl(URI.create("https://identity.bank.example"));
    private static final PublicUrl DEVELOPMENT = new PublicUrl(URI.create("http://localhost:8080"));
    private static final PushEndpoint ENDPOINT = PushEndpoint.parse("https://push.example.net/x1", PRODUCTION);
    // RFC 8291 appendix A.
    private static final String P256DH =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    @Test
    void the_keys_of_the_rfcs_example_are_accepted_and_do_not_show_themselves() {
        PushSubscription subscription = PushSubscription.parse(ENDPOINT, P256DH, AUTH);
        assertThat(Base64Url.encode(subscription.p256dh())).isEqualTo(P256DH);
        assertThat(Base64Url.encode(subscription.auth())).isEqualTo(AUTH);
        assertThat(subscription.toString()).doesNotContain(P256DH, AUTH, "x1");
    }

    @Test
    void a_public_key_that_is_no_uncompressed_point_is_refused() {
        byte[] point = Base64Url.decode(P256DH);
        byte[] compressed = Arrays.copyOf(point, 33);
        compressed[0] = 2;
        refusesKey(compressed);
        refusesKey(Arrays.copyOf(point, 64));
        refusesKey(Arrays.copyOf(point, 66));
        refusesKey(new byte[0]);
        byte[] hybrid = point.clone();
        hybrid[0] = 6;
        refusesKey(hybrid);
    }

    @Test
    void a_point_off_the_curve_is_refused_as_invalid_curve_attack() {
        byte[] off = Base64Url.decode(P256DH);
        off[64] ^= 1;
        refusesKey(off);
        byte[] zero = new byte[65];
        zero[0] = 4;
        refusesKey(zero);
        byte[] beyondTheField = new byte[65];
        Arrays.fill(beyondTheField, (byte) 0xFF);
        beyondTheField[0] = 4;
        refusesKey(beyondTheField);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTBZMqHH6r4Tts7J_aSI", "BTBZMqHH6r4Tts7J_aSIggAA", "BTBZMqHH6r4Tts7J_aSIgg==", "***"})
    void an_authentication_secret_of_another_length_or_alphabet_is_refused(String auth) {
        assertThatThrownBy(() -> PushSubscription.parse(ENDPOINT, P256DH, auth))
                .isInstanceOf(MalformedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.net/x1",
                "https://10.0.0.1/x1",
                "https://[::1]/x1",
                "https://user@push.example.net/x1",
                "https://push.example.net/x1#fragment",
                "ftp://push.example.net/x1",
                "//push.example.net/x1",
                "/x1",
                "https:///x1",
                "https://push.example.net/x 1",
                "",
            })
    void an_endpoint_that_is_not_https_with_a_host_name_is_refused_in_production(String endpoint) {
        assertThatThrownBy(() -> PushEndpoint.parse(endpoint, PRODUCTION)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void an_endpoint_of_more_than_a_thousand_bytes_is_refused() {
        String base = "https://push.example.net/";
        assertThat(PushEndpoint.parse(base + "a".repeat(1_000 - base.length()), PRODUCTION))
                .isNotNull();
        assertThatThrownBy(() -> PushEndpoint.parse(base + "a".repeat(1_001 - base.length()), PRODUCTION))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void in_development_a_push_endpoint_may_be_plain_http_on_this_machine() {
        assertThat(PushEndpoint.parse("http://127.0.0.1:8090/push/x1", DEVELOPMENT)
                        .origin())
                .isEqualTo("http://127.0.0.1:8090");
    }

    @Test
    void an_origin_has_no_path_and_no_port_that_goes_without_saying() {
        assertThat(PushEndpoint.parse("https://Push.Example.net:443/x?y=z", PRODUCTION)
                        .origin())
                .isEqualTo("https://push.example.net");
        assertThat(PushEndpoint.parse("https://push.example.net:8443/x", PRODUCTION)
                        .origin())
                .isEqualTo("https://push.example.net:8443");
    }

    @Property(tries = 500)
    void hostile_endpoints_are_refused_as_malformed_and_in_no_other_way(@ForAll String text) {
        try {
            assertThat(PushEndpoint.parse(text, PRODUCTION).origin()).startsWith("https://");
        } catch (MalformedInputException expected) {
            assertThat(expected.getMessage()).contains("expected");
        }
    }

    @Property(tries = 500)
    void hostile_keys_are_refused_as_malformed_and_in_no_other_way(@ForAll byte[] p256dh, @ForAll byte[] auth) {
        assertThatThrownBy(() -> PushSubscription.of(ENDPOINT, p256dh, auth))
                .isInstanceOf(MalformedInputException.class);
    }

    private static void refusesKey(byte[] p256dh) {
        assertThatThrownBy(() -> PushSubscription.parse(ENDPOINT, Base64Url.encode(p256dh), AUTH))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageContaining("p256dh");
    }
}
