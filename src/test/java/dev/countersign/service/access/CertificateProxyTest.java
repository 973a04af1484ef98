package dev.countersign.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.access.TestCertificates.Identity;
import dev.countersign.service.access.TestCertificates.Wanted;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CertificateProxyTest {
    private static final Identity CLIENT = TestCertificates.selfSigned(Wanted.client("CN=crm"));

    private static CertificateProxy proxy(CertificateHeader form) {
        return new CertificateProxy(List.of(AddressRange.parse("10.1.0.0/16")), "Client-Cert", form);
    }

    private static boolean isAt(String range, String address) throws Exception {
        return new CertificateProxy(List.of(AddressRange.parse(range)), "Client-Cert", CertificateHeader.RFC9440)
                .isAt(InetAddress.getByName(address));
    }

    @Test
    void the_header_of_nginx_is_read() {
        // As $ssl_client_escaped_cert has it: everything but letters, digits and a few signs is escaped.
        String escaped =
                URLEncoder.encode(CLIENT.pem(), StandardCharsets.US_ASCII).replace("+", "%20");

        assertThat(proxy(CertificateHeader.ESCAPED_PEM)
                        .read(List.of(escaped), List.of())
                        .orElseThrow()
                        .own())
                .isEqualTo(CLIENT.own());
    }

    @Test
    void a_proxy_that_leaves_plus_signs_and_slashes_alone_is_read_too() {
        String escaped = CLIENT.pem().replace(" ", "%20").replace("\n", "%0A");

        assertThat(proxy(CertificateHeader.ESCAPED_PEM)
                        .read(List.of(escaped), List.of())
                        .orElseThrow()
                        .own())
                .isEqualTo(CLIENT.own());
    }

    @Test
    void more_than_one_certificate_in_a_pem_is_refused() {
        String two = URLEncoder.encode(CLIENT.pem() + CLIENT.pem(), StandardCharsets.US_ASCII)
                .replace("+", "%20");

        assertThatThrownBy(() -> proxy(CertificateHeader.ESCAPED_PEM).read(List.of(two), List.of()))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void bytes_after_the_certificate_are_refused() {
        byte[] der = TestCertificates.encoded(CLIENT.own());
        byte[] longer = java.util.Arrays.copyOf(der, der.length + 1);

        assertThatThrownBy(() -> proxy(CertificateHeader.RFC9440)
                        .read(List.of(":" + Base64.getEncoder().encodeToString(longer) + ":"), List.of()))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_chain_longer_than_anybody_needs_is_refused() {
        String one = ":" + Base64.getEncoder().encodeToString(TestCertificates.encoded(CLIENT.own())) + ":";
        CertificateProxy proxy = proxy(CertificateHeader.RFC9440);

        assertThat(proxy.read(List.of(one), List.of(one + ", " + one, one))
                        .orElseThrow()
                        .chain())
                .hasSize(4);
        assertThatThrownBy(() -> proxy.read(List.of(one), Collections.nCopies(ClientCertificate.MOST, one)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Property(tries = 300)
    void whatever_stands_in_the_header_is_read_or_refused_and_nothing_else(
            @ForAll @StringLength(max = 200) String value) {
        for (CertificateHeader form : CertificateHeader.values()) {
            for (String text : List.of(
                    value, ":" + value + ":", "-----BEGIN CERTIFICATE-----" + value + "-----END CERTIFICATE-----")) {
                try {
                    proxy(form).read(List.of(text), List.of());
                } catch (MalformedInputException expected) {
                    assertThat(expected).hasMessageContaining("RFC");
                }
            }
        }
    }

    @Property(tries = 300)
    void a_certificate_with_a_changed_byte_is_another_or_none(@ForAll byte change, @ForAll("positions") int position) {
        byte[] der = TestCertificates.encoded(CLIENT.own());
        der[position] ^= change == 0 ? 1 : change;
        try {
            var read = proxy(CertificateHeader.RFC9440)
                    .read(List.of(":" + Base64.getEncoder().encodeToString(der) + ":"), List.of());
            assertThat(read.orElseThrow().thumbprint())
                    .isNotEqualTo(new ClientCertificate(CLIENT.chain()).thumbprint());
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageContaining("RFC");
        }
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Integer> positions() {
        return net.jqwik.api.Arbitraries.integers().between(0, TestCertificates.encoded(CLIENT.own()).length - 1);
    }

    @Test
    void a_range_holds_its_addresses_and_no_others() throws Exception {
        assertThat(isAt("10.1.0.0/16", "10.1.255.255")).isTrue();
        assertThat(isAt("10.1.0.0/16", "10.2.0.0")).isFalse();
        assertThat(isAt("10.1.2.3", "10.1.2.3")).isTrue();
        assertThat(isAt("10.1.2.3", "10.1.2.4")).isFalse();
        assertThat(isAt("2001:db8::/33", "2001:db8:7fff::1")).isTrue();
        assertThat(isAt("2001:db8::/33", "2001:db8:8000::1")).isFalse();
        assertThat(isAt("0.0.0.0/0", "2001:db8::1")).isFalse();
        assertThat(isAt("10.0.0.0/15", "10.1.9.9")).isTrue();
    }

    @Test
    void a_range_that_is_none_is_refused() {
        for (String text : List.of("proxy.bank.example", "10.1.0.0/33", "10.1.0.1/16", "10.1.0.0/x", "", "::1/129")) {
            assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
