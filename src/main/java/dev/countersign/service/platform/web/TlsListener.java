package dev.countersign.service.platform.web;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The service's own https listener, open when {@code countersign.tls.certificate-chain-file} and {@code .key-file} are
 * set: TLS 1.2 and 1.3, and of 1.2 only the cipher suites that FAPI allows. A renewed certificate is taken up within half a
 * minute; connections that are open stay.
 *
 * <p>With {@code countersign.mtls.listener} it asks callers for a certificate and takes any, or none: it proves only that
 * the caller has the key. Who that is, is judged where it matters.
 */
@Singleton
class TlsListener implements HttpServerOptionsCustomizer {
    private static final Logger LOG = Logger.getLogger(TlsListener.class);
    private static final String CHAIN = "countersign.tls.certificate-chain-file";
    private static final String KEY = "countersign.tls.key-file";

    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    /** Those of TLS 1.3, then the ones with ephemeral keys and authenticated encryption of TLS 1.2 (RFC 9325 section 4.2). */
    private static final Set<String> CIPHER_SUITES = Set.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private final Optional<ServerKey> key;
    private final boolean asksForCertificates;

    TlsListener(
            @ConfigProperty(name = CHAIN) Optional<Path> chain,
            @ConfigProperty(name = KEY) Optional<Path> keyFile,
            @ConfigProperty(name = "countersign.mtls.listener", defaultValue = "false") boolean asksForCertificates) {
        if (chain.isPresent() != keyFile.isPresent()) {
            throw new IllegalStateException("set " + CHAIN + " and " + KEY + ", both or neither");
        }
        this.key = chain.map(file -> new ServerKey(file, keyFile.orElseThrow()));
        this.asksForCertificates = asksForCertificates;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (key.isEmpty()) {
            return;
        }
        options.setSsl(true)
                .setKeyCertOptions(KeyCertOptions.wrap(key.get()))
                .setEnabledSecureTransportProtocols(PROTOCOLS);
        CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        if (asksForCertificates) {
            options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(new AnyClient()));
        }
    }

    @Scheduled(every = "PT30S", delayed = "PT30S")
    void refresh() {
        key.ifPresent(served -> {
            try {
                served.refresh();
            } catch (IllegalStateException e) {
                LOG.errorf("the TLS certificate stays as it was: %s", e.getMessage());
            }
        });
    }
}
