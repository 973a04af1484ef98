package dev.countersign.service.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Who a certificate must name, so that it is the client's (RFC 8705 section 2.1.2).
 *
 * @param kind where it is named
 * @param value what is named there, in the form of its kind
 */
public record CertificateSubject(Kind kind, String value) {
    private static final int MAX_LENGTH = 1_000;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Where a certificate names its subject. */
    public enum Kind {
        /** The distinguished name, as text of RFC 4514. */
        SUBJECT_DN(0),
        /** A DNS name among the alternative names. */
        SAN_DNS(2),
        /** A URI there. */
        SAN_URI(6),
        /** An IP address there. */
        SAN_IP(7),
        /** An e-mail address there. */
        SAN_EMAIL(1);

        private final int generalName;

        Kind(int generalName) {
            this.generalName = generalName;
        }

        /** Returns the member of client metadata: {@code tls_client_auth_subject_dn} and its like. */
        public String member() {
            return "tls_client_auth_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when the value cannot be what its kind says
     */
    public CertificateSubject {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("length: " + value.length() + " (expected: 1 to " + MAX_LENGTH + ")");
        }
        if (kind == Kind.SUBJECT_DN) {
            X500Principal name = new X500Principal(value);
            if (name.getName().isEmpty()) {
                throw new IllegalArgumentException("RFC 4514: an empty name");
            }
        }
        if (kind == Kind.SAN_IP && address(value).isEmpty()) {
            throw new IllegalArgumentException("RFC 8705 2.1.2: (expected: an IP address)");
        }
    }

    /** Returns whether the certificate names this subject. Says nothing about who issued it. */
    public boolean isNamedBy(X509Certificate certificate) {
        if (kind == Kind.SUBJECT_DN) {
            // Compared as RFC 5280 7.1 says, not as text: case and spaces may differ.
            return certificate.getSubjectX500Principal().equals(new X500Principal(value));
        }
        return alternativeNames(certificate).stream()
                .filter(name -> name.get(0).equals(kind.generalName))
                .anyMatch(name -> name.get(1) instanceof String text && equal(text));
    }

    private boolean equal(String named) {
        return switch (kind) {
            case SAN_DNS -> named.equalsIgnoreCase(value);
            case SAN_IP -> address(named).equals(address(value));
            default -> named.equals(value);
        };
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            // It names nobody that can be read.
            return List.of();
        }
    }

    /** Only of numbers: a name would be looked up. */
    private static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
