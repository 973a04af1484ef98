package dev.countersign.service.access;

import dev.countersign.protocol.MalformedInputException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reverse proxy that ends the TLS connections of machine clients and tells their certificates in a header. Nobody else
 * is believed.
 *
 * <p>The proxy must take the header away from what it receives: it is the proxy's word, not the client's.
 */
public final class CertificateProxy {
    private final List<AddressRange> addresses;
    private final String header;
    private final CertificateHeader form;

    CertificateProxy(List<AddressRange> addresses, String header, CertificateHeader form) {
        this.addresses = List.copyOf(addresses);
        this.header = header;
        this.form = form;
    }

    /** Returns the name of the header with the client's certificate. */
    public String header() {
        return header;
    }

    /** Returns the name of the header with the rest of its chain (RFC 9440 section 2.2). */
    public String chainHeader() {
        return header + "-Chain";
    }

    /**
     * Returns whether the proxy is at this address.
     *
     * @param peer the other end of the connection itself, never what a header says
     */
    public boolean isAt(InetAddress peer) {
        return addresses.stream().anyMatch(range -> range.holds(peer));
    }

    /**
     * Reads the proxy's headers.
     *
     * @param own all values of {@link #header}, in their order
     * @param others all values of {@link #chainHeader}
     * @return empty when the client showed no certificate
     * @throws MalformedInputException when they are not what the configured form says, or the first occurs twice
     */
    public Optional<ClientCertificate> read(List<String> own, List<String> others) {
        if (own.size() > 1) {
            // One of them may have come from the client.
            throw new MalformedInputException("RFC 9440 2.4: " + header + " occurs more than once");
        }
        if (own.isEmpty() || own.get(0).isBlank()) {
            return Optional.empty();
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(form.parse(own.get(0))));
        String rest = String.join(",", others);
        for (String other : rest.isBlank() ? new String[0] : rest.split(",", -1)) {
            if (chain.size() == ClientCertificate.MOST) {
                throw new MalformedInputException("RFC 9440 2.2: " + chainHeader() + " (expected: fewer certificates)");
            }
            chain.add(form.parse(other));
        }
        return Optional.of(new ClientCertificate(chain));
    }
}
