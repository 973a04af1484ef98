package dev.countersign.service.platform.store;

import com.google.crypto.tink.KeysetHandle;
import dev.countersign.service.platform.ControlKeys;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.LogKey;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Provides the organisation's keys; makes them at the first start. */
@Startup
@Singleton
class KeyProduction {
    private static final String AUTHORITY = "certificate_authority";
    private static final String LEAF = "certificate";

    private final FileOrganisationKeys keys;

    KeyProduction(
            MasterKey masterKey,
            DataDirectory data,
            CertificateFiles files,
            DevelopmentCertificate development,
            @ConfigProperty(name = "countersign.keyset-file") Optional<Path> configured) {
        KeysetFile file =
                new KeysetFile(configured.orElseGet(() -> data.path().resolve("keyset.json")), masterKey.aead());
        this.keys = new FileOrganisationKeys(file, files.read().orElseGet(() -> development.in(file)));
    }

    @Produces
    @Singleton
    OrganisationKeys organisationKeys() {
        return keys;
    }

    @Produces
    @Singleton
    ControlKeys controlKeys() {
        return keys;
    }

    @Produces
    @Singleton
    LogKey logKey() {
        return keys;
    }

    @Produces
    @Singleton
    KeyedHash keyedHash() {
        return keys;
    }

    FileOrganisationKeys keys() {
        return keys;
    }

    @Scheduled(every = "PT30S", delayed = "PT30S")
    void refresh() {
        keys.refresh();
    }

    /** The certificate that the bank configured. */
    @Singleton
    static class CertificateFiles {
        private final Optional<Path> chain;
        private final Optional<Path> key;
        private final PublicUrl publicUrl;

        CertificateFiles(
                @ConfigProperty(name = "countersign.certificate-chain-file") Optional<Path> chain,
                @ConfigProperty(name = "countersign.certificate-key-file") Optional<Path> key,
                PublicUrl publicUrl) {
            this.chain = chain;
            this.key = key;
            this.publicUrl = publicUrl;
        }

        Optional<Certificates> read() {
            if (chain.isPresent() != key.isPresent()) {
                throw new IllegalStateException(
                        "set countersign.certificate-chain-file and countersign.certificate-key-file, both or neither");
            }
            if (chain.isPresent()) {
                return Optional.of(Certificates.configured(chain.get(), key.orElseThrow()));
            }
            return publicUrl.development() ? Optional.empty() : Optional.of(Certificates.none());
        }
    }

    /** The certificate that we make ourselves. */
    @Singleton
    static class DevelopmentCertificate {
        private final PublicUrl publicUrl;
        private final Clock clock;
        private final Random random;

        DevelopmentCertificate(PublicUrl publicUrl, Clock clock, Random random) {
            this.publicUrl = publicUrl;
            this.clock = clock;
            this.random = random;
        }

        Certificates in(KeysetFile file) {
            KeysetFile.Content content = file.update(this::complete);
            X509Certificate anchor = certificate(content, AUTHORITY);
            return new Certificates(
                    List.of(certificate(content, LEAF)), Optional.of(key(content, LEAF)), Optional.of(anchor));
        }

        private KeysetFile.Content complete(KeysetFile.Content content) {
            KeysetFile.Content complete = content;
            for (String label : List.of(AUTHORITY, LEAF)) {
                if (!complete.keysets().containsKey(label)) {
                    complete = complete.withKeyset(label, SigningKeyset.generate());
                }
            }
            Instant now = clock.instant();
            DevelopmentAuthority authority = new DevelopmentAuthority(key(complete, AUTHORITY), random);
            if (!usable(complete.certificates(), AUTHORITY, now)) {
                complete = complete.withCertificate(AUTHORITY, der(authority.selfSigned(now)));
            }
            String host = publicUrl.uri().getHost();
            if (!usable(complete.certificates(), LEAF, now) || !names(certificate(complete, LEAF), host)) {
                complete = complete.withCertificate(
                        LEAF,
                        der(authority.issue(
                                certificate(complete, AUTHORITY),
                                key(complete, LEAF).getPublic(),
                                host,
                                now)));
            }
            return complete;
        }

        private static boolean usable(Map<String, byte[]> certificates, String label, Instant now) {
            byte[] der = certificates.get(label);
            return der != null
                    && DevelopmentAuthority.parse(der)
                            .getNotAfter()
                            .toInstant()
                            .isAfter(now.plus(DevelopmentAuthority.RENEW_BEFORE));
        }

        private static boolean names(X509Certificate leaf, String host) {
            return leaf.getSubjectX500Principal().getName().equals("CN=" + host);
        }

        private static byte[] der(X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (java.security.cert.CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was made has an encoding", e);
            }
        }

        private static X509Certificate certificate(KeysetFile.Content content, String label) {
            byte[] der = content.certificates().get(label);
            if (der == null) {
                throw new IllegalStateException("the keyset file lacks the certificate: " + label);
            }
            return DevelopmentAuthority.parse(der);
        }

        private static KeyPair key(KeysetFile.Content content, String label) {
            KeysetHandle keyset = content.keysets().get(label);
            if (keyset == null) {
                throw new IllegalStateException("the keyset file lacks: " + label);
            }
            return SigningKeyset.keyPairs(keyset).get(0);
        }
    }
}
