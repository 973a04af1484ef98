package dev.countersign.service.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What production asks for before it signs or encrypts anything. */
class ProductionKeysTest {
    private static final PublicUrl PRODUCTION = new PublicUrl(URI.create("https://identity.bank.example"));
    private static final PublicUrl DEVELOPMENT = new PublicUrl(URI.create("http://localhost:8080"));
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    private MasterKey masterKey(Optional<String> configured, Optional<Path> file, PublicUrl publicUrl) {
        return new MasterKey(configured, file, new DataDirectory(directory), publicUrl, new Random());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void production_refuses_to_start_without_a_master_key_and_says_what_to_set() {
        assertThatIllegalStateException()
                .isThrownBy(() -> masterKey(Optional.empty(), Optional.empty(), PRODUCTION))
                .withMessageContaining("countersign.master-key");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void development_makes_a_master_key_that_only_its_owner_reads() throws IOException {
        masterKey(Optional.empty(), Optional.empty(), DEVELOPMENT);

        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("master-key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_master_key_comes_from_a_file_or_from_the_setting_itself() throws Exception {
        byte[] key = new Random().bytes(32);
        Path file = Files.writeString(directory.resolve("key"), base64(key) + "\n");

        byte[] sealed = masterKey(Optional.empty(), Optional.of(file), PRODUCTION)
                .aead()
                .encrypt(new byte[] {7}, new byte[0]);

        assertThat(masterKey(Optional.of(base64(key)), Optional.empty(), PRODUCTION)
                        .aead()
                        .decrypt(sealed, new byte[0]))
                .containsExactly(7);
    }

    @Test
    void a_master_key_of_the_wrong_length_or_alphabet_is_refused_and_not_shown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> masterKey(Optional.of(base64(new byte[16])), Optional.empty(), PRODUCTION))
                .withMessageContaining("expected: 32");
        assertThatIllegalStateException()
                .isThrownBy(() -> masterKey(Optional.of("not*base64"), Optional.empty(), PRODUCTION))
                .withMessageNotContaining("not*base64")
                .withNoCause();
    }

    private record Pem(Path chain, Path key, KeyPair pair) {}

    private Pem pem(String name) throws Exception {
        KeyPair authorityKey = Keys.generate(SignatureAlgorithm.ES256);
        KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
        DevelopmentAuthority authority = new DevelopmentAuthority(authorityKey, new Random());
        X509Certificate anchor = authority.selfSigned(NOW);
        X509Certificate leaf = authority.issue(anchor, pair.getPublic(), "identity.bank.example", NOW);
        return new Pem(
                write(name + ".crt", "CERTIFICATE", leaf.getEncoded(), anchor.getEncoded()),
                write(name + ".key", "PRIVATE KEY", pair.getPrivate().getEncoded()),
                pair);
    }

    private Path write(String file, String label, byte[]... blocks) throws IOException {
        StringBuilder text = new StringBuilder();
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        for (byte[] block : blocks) {
            text.append("-----BEGIN ").append(label).append("-----\n");
            text.append(lines.encodeToString(block)).append('\n');
            text.append("-----END ").append(label).append("-----\n");
        }
        return Files.writeString(directory.resolve(file), text);
    }

    private static Optional<Certificates> configured(Optional<Path> chain, Optional<Path> key) {
        return new KeyProduction.CertificateFiles(chain, key, PRODUCTION).read();
    }

    @Test
    void the_configured_certificate_signs_with_its_key_and_keeps_its_chain() throws Exception {
        Pem pem = pem("bank");

        Certificates certificates =
                configured(Optional.of(pem.chain()), Optional.of(pem.key())).orElseThrow();

        assertThat(certificates.chain()).hasSize(2);
        assertThat(certificates.chain().get(0).getSubjectX500Principal().getName())
                .isEqualTo("CN=identity.bank.example");
        assertThat(certificates.key().orElseThrow().getPublic())
                .isEqualTo(pem.pair().getPublic());
        assertThat(certificates.anchor()).isEmpty();
    }

    @Test
    void the_key_of_another_certificate_is_refused() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> configured(
                        Optional.of(pem("bank").chain()),
                        Optional.of(pem("other").key())))
                .withMessageContaining("is not the key");
    }

    @Test
    void a_certificate_without_its_key_and_files_that_are_something_else_are_refused() throws Exception {
        Pem pem = pem("bank");

        assertThatIllegalStateException()
                .isThrownBy(() -> configured(Optional.of(pem.chain()), Optional.empty()))
                .withMessageContaining("both or neither");
        assertThatIllegalStateException()
                .isThrownBy(() -> configured(Optional.of(pem.chain()), Optional.of(pem.chain())))
                .withMessageContaining("PKCS #8");
        assertThatIllegalStateException().isThrownBy(() -> configured(Optional.of(pem.key()), Optional.of(pem.key())));
    }

    @Test
    void production_without_a_certificate_makes_none() {
        assertThat(configured(Optional.empty(), Optional.empty()).orElseThrow().chain())
                .isEmpty();
    }
}
