package dev.countersign.protocol.openid4vp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.jose.CertificateChain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuthorityKeyIdentifiersTest {

    @Test
    void the_authority_above_a_certificate_is_found_by_its_key_identifier() throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(Vectors.path("openid4vp/pki/leaf.pem"))) {
            var leaf = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            assertThat(AuthorityKeyIdentifiers.of(CertificateChain.of(List.of(leaf))))
                    .containsExactly("q3oUtPXWNpUZf7jOgYnRC3u5Dmo");
        }
    }

    @Test
    void an_extension_without_a_key_identifier_names_nobody() {
        // OCTET STRING { SEQUENCE { [2] serial number } }
        assertThat(AuthorityKeyIdentifiers.keyIdentifier(Base64Url.decode("BAUwA4IBAQ")))
                .isEmpty();
    }

    @Property
    void no_extension_makes_the_reader_fail(@ForAll byte[] extension) {
        assertThatCode(() -> AuthorityKeyIdentifiers.keyIdentifier(extension)).doesNotThrowAnyException();
    }
}
