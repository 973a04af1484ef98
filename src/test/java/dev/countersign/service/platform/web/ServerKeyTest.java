package dev.countersign.service.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.access.TestCertificates;
import dev.countersign.service.access.TestCertificates.Identity;
import dev.countersign.service.access.TestCertificates.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeyTest {
    private static final TestCertificates AUTHORITY = new TestCertificates("CN=Example Authority");

    @TempDir
    Path directory;

    private Path chain;
    private Path key;
    private Identity first;

    @BeforeEach
    void a_certificate() throws Exception {
        chain = directory.resolve("chain.pem");
        key = directory.resolve("key.pem");
        first = AUTHORITY.server();
        write(first);
    }

    private void write(Identity identity) throws Exception {
        Files.writeString(chain, identity.pem());
        Files.writeString(key, identity.keyPem());
    }

    @Test
    void a_renewed_certificate_is_taken_up() throws Exception {
        ServerKey served = new ServerKey(chain, key);
        Identity renewed = AUTHORITY.issue(Wanted.client("CN=localhost"), TestCertificates.rsa());

        assertThat(served.getCertificateChain("any")[0]).isEqualTo(first.own());
        assertThat(served.chooseEngineServerAlias("RSA", null, null)).isNull();
        write(renewed);
        served.refresh();

        assertThat(served.getCertificateChain("any")[0]).isEqualTo(renewed.own());
        assertThat(served.getPrivateKey("any")).isEqualTo(renewed.key().getPrivate());
        assertThat(served.chooseEngineServerAlias("RSA", null, null)).isNotNull();
        assertThat(served.chooseEngineServerAlias("EC", null, null)).isNull();
    }

    @Test
    void half_of_a_renewal_leaves_the_certificate_as_it_was() throws Exception {
        ServerKey served = new ServerKey(chain, key);

        Files.writeString(chain, AUTHORITY.server().pem());
        assertThatThrownBy(served::refresh).isInstanceOf(IllegalStateException.class);
        Files.writeString(chain, "");
        assertThatThrownBy(served::refresh).isInstanceOf(IllegalStateException.class);

        assertThat(served.getCertificateChain("any")[0]).isEqualTo(first.own());
        assertThat(served.getPrivateKey("any")).isEqualTo(first.key().getPrivate());
    }

    @Test
    void a_key_that_is_not_the_certificates_does_not_start() throws Exception {
        Files.writeString(key, AUTHORITY.server().keyPem());

        assertThatThrownBy(() -> new ServerKey(chain, key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not the key of the first certificate");
    }

    @Test
    void files_that_are_not_there_or_hold_something_else_do_not_start() throws Exception {
        assertThatThrownBy(() -> new ServerKey(directory.resolve("none"), key))
                .isInstanceOf(IllegalStateException.class);
        Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----");
        assertThatThrownBy(() -> new ServerKey(chain, key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PKCS #8");
    }
}
