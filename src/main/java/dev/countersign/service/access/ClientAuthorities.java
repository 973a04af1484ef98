package dev.countersign.service.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The authorities whose certificates {@code tls_client_auth} accepts (RFC 8705 section 2.1), from a PEM file that is read
 * again when it changes.
 *
 * <p>Gap: revocation lists and OCSP are not asked. Whoever loses a key is suspended as a client, which counts at once.
 */
@ApplicationScoped
public class ClientAuthorities {
    static final String PROPERTY = "countersign.mtls.trust-anchors-file";

    private static final Logger LOG = Logger.getLogger(ClientAuthorities.class);
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";

    private final Optional<Path> file;
    private final Clock clock;
    private volatile Set<TrustAnchor> anchors = Set.of();

    ClientAuthorities(@ConfigProperty(name = PROPERTY) Optional<Path> file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Reads the file at the start: what cannot be read is told before anybody relies on it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object started) {
        file.ifPresent(path -> anchors = read(path));
    }

    /** Reads the file again; what cannot be read changes nothing. */
    public void refresh() {
        try {
            file.ifPresent(path -> anchors = read(path));
        } catch (IllegalStateException e) {
            LOG.errorf("the authorities of clients stay as they were: %s", e.getMessage());
        }
    }

    /** Returns whether any authority is configured. */
    public boolean exist() {
        return file.isPresent();
    }

    /**
     * Returns whether a chain leads from the certificate to one of the authorities, now, and the certificate may be used
     * for authenticating a client (RFC 5280 section 6.1).
     */
    boolean vouchFor(ClientCertificate certificate) {
        Set<TrustAnchor> trusted = anchors;
        if (trusted.isEmpty() || !isForClients(certificate.own())) {
            return false;
        }
        try {
            X509CertSelector own = new X509CertSelector();
            own.setCertificate(certificate.own());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, own);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificate.chain())));
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(ClientCertificate.MOST);
            parameters.setDate(Date.from(clock.instant()));
            CertPath path =
                    CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath();
            return !path.getCertificates().isEmpty();
        } catch (CertPathBuilderException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform builds PKIX paths", e);
        }
    }

    /** RFC 5280 4.2.1.12: where uses are named, this one is among them. */
    private static boolean isForClients(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses == null || uses.contains(CLIENT_AUTHENTICATION) || uses.contains(ANY_USE);
        } catch (CertificateException e) {
            return false;
        }
    }

    private static Set<TrustAnchor> read(Path path) {
        try (var in = Files.newInputStream(path)) {
            Collection<? extends java.security.cert.Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalStateException(PROPERTY + ": no certificate in " + path);
            }
            return found.stream()
                    .map(authority -> new TrustAnchor((X509Certificate) authority, null))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(PROPERTY + ": " + path + " cannot be read as PEM certificates", e);
        }
    }
}
