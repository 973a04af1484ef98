package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.OutboundRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    private static final Reach LISTED =
            new Reach(Reach.Scope.PUBLIC, new AllowedHosts(Set.of("status.bank.internal", "keys.bank.internal:8443")));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "::", "::1"})
    void a_name_that_leads_to_this_machine_is_refused(String address) {
        refuses(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "fc00::1",
                "fdff::1",
                "fec0::1"
            })
    void a_name_that_leads_to_a_private_network_is_refused(String address) {
        refuses(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.0.1", "fe80::1", "fe80::a9fe:a9fe"})
    void a_name_that_leads_to_a_link_local_address_is_refused(String address) {
        refuses(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"})
    void a_name_that_leads_to_where_clouds_keep_credentials_is_refused(String address) {
        refuses(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "2001:db8::1",
                "2001:20::1",
                "3fff::1",
                "5f00::1",
                "100::1",
                "ff02::1",
                "ff0e::1"
            })
    void a_name_that_leads_to_a_reserved_or_multicast_address_is_refused(String address) {
        refuses(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"})
    void an_address_inside_that_hides_as_ipv4_mapped_or_compatible_is_refused(String address) {
        refuses(address);
    }

    @Test
    void an_ipv4_mapped_address_that_a_name_server_sends_as_sixteen_bytes_is_refused() throws IOException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 10;
        mapped[15] = 1;

        assertThatThrownBy(() -> Outside.PRODUCTION.judge(
                        URI.create("https://innocent.example/"),
                        List.of(InetAddress.getByAddress("innocent.example", mapped))))
                .isInstanceOf(OutboundRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::7f00:1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2002:a9fe:a9fe::1",
                "2001:0:7f00:1::1"
            })
    void an_address_inside_that_hides_behind_nat64_6to4_or_teredo_is_refused(String address) {
        refuses(address);
    }

    @Test
    void one_address_inside_spoils_a_name_whose_others_are_public() {
        assertThatThrownBy(() -> judge(Outside.PRODUCTION, "https://innocent.example/", "93.184.215.14", "10.0.0.1"))
                .isInstanceOf(OutboundRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"})
    void a_public_address_is_taken(String address) {
        assertThatCode(() -> judge(Outside.PRODUCTION, "https://issuer.example/", address))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://017700000001/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x7F.1/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://127.1/",
                "https://127.0.0.1./",
                "https://0/",
                "https://bank.example.1/",
                "https://[fe80::1%25eth0]/",
                "https://[::ffff:0x7f.1]/"
            })
    void an_address_in_decimal_octal_hexadecimal_or_another_ambiguous_notation_is_refused_unread(String uri) {
        assertThatThrownBy(() -> Outside.PRODUCTION.judge(new URI(uri)))
                .isInstanceOfAny(OutboundRefusedException.class, java.net.URISyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://innocent.example/",
                "HTTP://innocent.example/",
                "ftp://innocent.example/",
                "file:///etc/passwd",
                "gopher://innocent.example/",
                "jar:https://innocent.example/!/",
                "https:///path",
                "https:innocent.example",
                "//innocent.example/",
                "innocent.example",
                "https://user@innocent.example/",
                "https://innocent.example:443@10.0.0.1/",
                "https://innocent.example:0/",
                "https://innocent.example:65536/"
            })
    void what_is_not_plain_https_is_refused(String uri) {
        assertThatThrownBy(() -> Outside.PRODUCTION.judge(URI.create(uri)))
                .isInstanceOf(OutboundRefusedException.class);
    }

    @Test
    void development_opens_this_machine_and_not_the_private_network() {
        assertThatCode(() -> judge(Outside.DEVELOPMENT, "http://localhost:8080/", "127.0.0.1", "::1"))
                .doesNotThrowAnyException();
        for (String address : List.of("10.0.0.1", "169.254.169.254", "93.184.215.14")) {
            assertThatThrownBy(() -> judge(Outside.DEVELOPMENT, "http://innocent.example/", address))
                    .isInstanceOf(OutboundRefusedException.class);
        }
    }

    @Test
    void a_host_that_the_operator_listed_may_lie_inside_by_https_only() {
        for (String address : List.of("10.0.0.1", "192.168.1.1", "100.64.0.1", "fd12::1", "127.0.0.1")) {
            assertThatCode(() -> judge(LISTED, "https://STATUS.bank.internal:8443/list", address))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> judge(LISTED, "https://other.bank.internal/", address))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThatThrownBy(() -> judge(LISTED, "https://status.bank.internal.attacker.example/", address))
                    .isInstanceOf(OutboundRefusedException.class);
        }
        assertThatThrownBy(() -> judge(LISTED, "http://status.bank.internal/", "10.0.0.1"))
                .isInstanceOf(OutboundRefusedException.class);
    }

    @Test
    void a_host_that_is_listed_with_a_port_may_lie_inside_at_this_port_only() {
        assertThatCode(() -> judge(LISTED, "https://keys.bank.internal:8443/", "10.0.0.1"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> judge(LISTED, "https://keys.bank.internal/", "10.0.0.1"))
                .isInstanceOf(OutboundRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "0.0.0.0",
                "224.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1"
            })
    void a_listed_host_whose_name_server_was_taken_over_does_not_lead_to_credentials_or_round_about(String address) {
        assertThatThrownBy(() -> judge(LISTED, "https://status.bank.internal/", address))
                .isInstanceOf(OutboundRefusedException.class);
    }

    private static void refuses(String address) {
        assertThatThrownBy(() -> judge(Outside.PRODUCTION, "https://innocent.example/", address))
                .isInstanceOf(OutboundRefusedException.class);
    }

    private static void judge(Reach reach, String uri, String... texts) throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(InetAddress.getByName(text));
        }
        reach.judge(URI.create(uri));
        reach.judge(URI.create(uri), addresses);
    }
}
