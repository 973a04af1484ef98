package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.MalformedInputException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PemCertificatesTest {
    private static final X509Certificate CERTIFICATE =
            new Authority("Root", Instant.parse("2026-11-01T00:00:00Z")).certificate;

    @Test
    void certificates_come_back_from_their_text() {
        List<X509Certificate> two = List.of(CERTIFICATE, CERTIFICATE);

        assertThat(PemCertificates.parse(PemCertificates.print(two))).isEqualTo(two);
    }

    @Test
    void a_private_key_among_them_is_refused() {
        String leaking = PemCertificates.print(List.of(CERTIFICATE)) + "-----BEGIN PRIVATE KEY-----\nAAAA\n";

        assertThatThrownBy(() -> PemCertificates.parse(leaking)).isInstanceOf(MalformedInputException.class);
    }

    @Property
    boolean damaged_text_is_certificates_or_malformed(@ForAll int position, @ForAll char with) {
        StringBuilder pem = new StringBuilder(PemCertificates.print(List.of(CERTIFICATE)));
        pem.setCharAt(Math.floorMod(position, pem.length()), with);
        try {
            return !PemCertificates.parse(pem.toString()).isEmpty();
        } catch (MalformedInputException e) {
            return true;
        }
    }
}
