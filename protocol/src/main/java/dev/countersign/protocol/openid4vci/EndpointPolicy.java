package dev.countersign.protocol.openid4vci;

import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which addresses a message may name for somebody to contact. */
public enum EndpointPolicy {
    /** https, and no address literal of a loopback, private or link-local network. */
    HTTPS_ONLY,
    /** The same, and http to this very machine: for development. */
    ALLOWING_LOOPBACK_HTTP;

    // What a name resolves to is for whoever connects to check; literals are refused here already.
    private static final Pattern INTERNAL = Pattern.compile("localhost|.*\\.localhost|0\\.0\\.0\\.0|127\\..*|10\\..*"
            + "|192\\.168\\..*|169\\.254\\..*|172\\.(1[6-9]|2[0-9]|3[01])\\..*|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*"
            + "|\\[.*\\]");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");

    /** Returns whether this address may be contacted. */
    public boolean allows(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return false;
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (this == ALLOWING_LOOPBACK_HTTP && LOOPBACK.matcher(host).matches()) {
            return scheme.equals("http") || scheme.equals("https");
        }
        return scheme.equals("https") && !INTERNAL.matcher(host).matches();
    }

    /**
     * Returns the address when it may be contacted.
     *
     * @param what for the message, as in {@code "OpenID4VCI 4.1.3: credential_offer_uri"}
     */
    URI require(URI uri, String what) {
        if (allows(uri)) {
            return uri;
        }
        throw new MalformedInputException(what + " (expected: https, a public host, no fragment)");
    }

    /** The same for an issuer identifier, which has no query either (section 12.2.1). */
    URI requireIssuer(URI uri, String what) {
        if (uri.getRawQuery() != null) {
            throw new MalformedInputException(what + " (expected: no query)");
        }
        return require(uri, what);
    }
}
