package dev.countersign.service.trust;

import dev.countersign.did.Did;
import dev.countersign.did.MalformedDidException;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * The name of an issuer: an https URL or a DID as in the claim {@code iss}, or {@code x509_san_dns:issuer.example} for
 * credentials that have no {@code iss} and are signed by a certificate for that name.
 *
 * <p>Compared as text, as RFC 7519 section 4.1.1 compares {@code iss}.
 */
public record IssuerId(String value) {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 2_000;

    private static final String CERTIFICATE_NAME = "x509_san_dns:";
    private static final Set<String> DID_METHODS = Set.of("web", "key", "jwk");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    /** What kind of name it is. */
    public enum Kind {
        /** An https URL, or http to a loopback host, which only development accepts. */
        URL,
        /** A DID of a method that we resolve. */
        DID,
        /** The DNS name of a certificate. */
        CERTIFICATE_NAME
    }

    /** Checks that it is one of the kinds. */
    public IssuerId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new MalformedInputException("issuer: length (expected: 1 to " + MAX_LENGTH + " characters)");
        }
        switch (kindOf(value)) {
            case DID -> requireDid(value);
            case CERTIFICATE_NAME -> requireDnsName(value.substring(CERTIFICATE_NAME.length()));
            case URL -> requireUrl(value);
        }
    }

    /**
     * Reads a name.
     *
     * @throws MalformedInputException when it is of no kind
     */
    public static IssuerId parse(String text) {
        return new IssuerId(text);
    }

    static IssuerId ofCertificateName(String dnsName) {
        return new IssuerId(CERTIFICATE_NAME + dnsName.toLowerCase(Locale.ROOT));
    }

    /** Returns what kind of name it is. */
    public Kind kind() {
        return kindOf(value);
    }

    /** Returns whether it can only be reached on this machine without encryption. */
    public boolean isLoopback() {
        return kind() == Kind.URL && uri().getScheme().equals("http");
    }

    URI uri() {
        return URI.create(value);
    }

    Did did() {
        return Did.parse(value);
    }

    /** Returns the DNS name that a certificate of this issuer must carry; for a DID there is none. */
    String dnsName() {
        return switch (kind()) {
            case URL -> uri().getHost().toLowerCase(Locale.ROOT);
            case CERTIFICATE_NAME -> value.substring(CERTIFICATE_NAME.length());
            case DID -> throw new IllegalStateException("a DID has no DNS name");
        };
    }

    @Override
    public String toString() {
        return value;
    }

    private static Kind kindOf(String value) {
        if (value.startsWith("did:")) {
            return Kind.DID;
        }
        return value.startsWith(CERTIFICATE_NAME) ? Kind.CERTIFICATE_NAME : Kind.URL;
    }

    private static void requireDid(String value) {
        try {
            if (!DID_METHODS.contains(Did.parse(value).method())) {
                throw new MalformedInputException("issuer: DID method (expected: web, key or jwk)");
            }
        } catch (MalformedDidException e) {
            throw new MalformedInputException("issuer: not a DID", e);
        }
    }

    private static void requireDnsName(String name) {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+")) {
            throw new MalformedInputException("issuer: name of a certificate (expected: a DNS name in lower case)");
        }
    }

    private static void requireUrl(String value) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            throw new MalformedInputException("issuer: (expected: an https URL, a DID or x509_san_dns:name)", e);
        }
        boolean secure = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost()));
        if (!secure
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null
                || hasStrangeSegments(uri.getRawPath())) {
            throw new MalformedInputException(
                    "issuer: (expected: an https URL without query and fragment, a DID or x509_san_dns:name)");
        }
    }

    // The metadata of "/a/../b" would be fetched from where another issuer's lies.
    private static boolean hasStrangeSegments(String path) {
        return path.matches("(.*/)?\\.{1,2}(/.*)?") || path.contains("//");
    }
}
