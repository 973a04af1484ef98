package dev.countersign.service.platform.client;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a URI (RFC 6454 section 4), in lower case.
 *
 * @param port never absent: the scheme's own when the URI has none
 */
record Origin(String scheme, String host, int port) {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Returns the origin of an absolute http or https URI with a host. */
    static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** Returns whether it is reached by TLS. */
    boolean secure() {
        return scheme.equals("https");
    }
}
