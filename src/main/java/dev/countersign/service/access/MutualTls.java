package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** How certificates of machine clients reach us, as configured by {@code countersign.mtls.*} (RFC 8705). */
@ApplicationScoped
public class MutualTls {
    /** Whether our own TLS listener asks callers for certificates. */
    static final String LISTENER = "countersign.mtls.listener";

    static final String PROXY_FORMAT = "countersign.mtls.proxy.format";

    private static final Logger LOG = Logger.getLogger(MutualTls.class);
    private static final String PROXY_ADDRESSES = "countersign.mtls.proxy.addresses";
    private static final String PROXY_HEADER = "countersign.mtls.proxy.header";
    private static final String URL = "countersign.mtls.url";
    private static final String TLS_CERTIFICATE = "countersign.tls.certificate-chain-file";

    private final PublicUrl publicUrl;
    private final boolean listener;
    private final Optional<CertificateProxy> proxy;
    private final Optional<PublicUrl> other;

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException with what to set, when they do not fit together
     */
    MutualTls(Config config, PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
        this.listener = config.getOptionalValue(LISTENER, Boolean.class).orElse(false);
        this.proxy = config.getOptionalValues(PROXY_ADDRESSES, String.class)
                .filter(addresses -> !addresses.isEmpty())
                .map(addresses -> proxy(addresses, config));
        this.other = config.getOptionalValue(URL, String.class).map(MutualTls::origin);
        if (listener && config.getOptionalValue(TLS_CERTIFICATE, String.class).isEmpty()) {
            throw new IllegalStateException(LISTENER + " is true, but there is no TLS listener. Set " + TLS_CERTIFICATE
                    + " and countersign.tls.key-file.");
        }
        if (other.isPresent() && !isOffered()) {
            throw new IllegalStateException(
                    URL + " is set, but not how certificates come: set " + LISTENER + " or " + PROXY_ADDRESSES + ".");
        }
    }

    private static CertificateProxy proxy(List<String> addresses, Config config) {
        try {
            return new CertificateProxy(
                    addresses.stream()
                            .map(address -> AddressRange.parse(address.strip()))
                            .toList(),
                    config.getOptionalValue(PROXY_HEADER, String.class).orElse("Client-Cert"),
                    CertificateHeader.named(
                            config.getOptionalValue(PROXY_FORMAT, String.class).orElse("rfc9440")));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(PROXY_ADDRESSES + ": " + e.getMessage(), e);
        }
    }

    private static PublicUrl origin(String url) {
        try {
            return new PublicUrl(URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalStateException(
                    URL + " is " + url + " (expected: an https origin, such as https://mtls.identity.example.com)", e);
        }
    }

    /** Reads the settings at the start: what is refused is refused before anybody relies on it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object started) {
        LOG.debugf("mutual TLS by our listener: %s, by a proxy: %s", listener, proxy.isPresent());
    }

    /** Returns whether certificates can reach us at all. */
    public boolean isOffered() {
        return listener || proxy.isPresent();
    }

    /** Returns whether our own TLS listener asks for certificates. */
    public boolean isByListener() {
        return listener;
    }

    /** Returns the proxy that tells certificates, if there is one. */
    public Optional<CertificateProxy> proxy() {
        return proxy;
    }

    /** Returns all addresses of a path of ours, the public one first: for the audience of client assertions. */
    public List<URI> addresses(String path) {
        return other.map(url -> List.of(publicUrl.resolve(path), url.resolve(path)))
                .orElseGet(() -> List.of(publicUrl.resolve(path)));
    }

    /**
     * Puts an endpoint into the metadata, and where clients with certificates reach it when that is elsewhere
     * ({@code mtls_endpoint_aliases}, RFC 8705 section 5).
     *
     * @param member such as {@code token_endpoint}
     */
    public void describe(ObjectNode metadata, String member, String path) {
        metadata.put(member, publicUrl.resolve(path).toString());
        other.ifPresent(url -> metadata.withObjectProperty("mtls_endpoint_aliases")
                .put(member, url.resolve(path).toString()));
    }
}
