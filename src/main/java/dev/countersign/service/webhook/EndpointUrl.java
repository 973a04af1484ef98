package dev.countersign.service.webhook;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Where a receiver takes webhooks. Its path or query may hold a secret of the receiver, so it does not show itself in
 * logs.
 *
 * <p>Whether the address behind the name may be reached is checked where the connection is made.
 */
public final class EndpointUrl {
    private static final int MAX_BYTES = 2_000;

    private final URI uri;

    private EndpointUrl(URI uri) {
        this.uri = uri;
    }

    /**
     * Reads a URL that an administrator named.
     *
     * @param text absolute URL; https, or in development also http
     * @throws MalformedInputException when it is not such a URL
     */
    public static EndpointUrl parse(String text, PublicUrl publicUrl) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw malformed("longer than " + MAX_BYTES + " bytes");
        }
        URI uri = uri(text);
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw malformed("no host, or a user or fragment");
        }
        boolean allowedHttp = publicUrl.development() && "http".equals(uri.getScheme());
        if (!"https".equals(uri.getScheme()) && !allowedHttp) {
            throw malformed("not https");
        }
        return new EndpointUrl(uri);
    }

    /** Returns a URL that was parsed before it was stored. */
    public static EndpointUrl stored(String text) {
        return new EndpointUrl(URI.create(text));
    }

    /** Returns the URL itself. */
    public URI uri() {
        return uri;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointUrl that && uri.equals(that.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return "EndpointUrl[" + uri.getHost() + "]";
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw malformed("not a URL");
        }
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("url: " + what + " (expected: https URL of at most " + MAX_BYTES
                + " bytes, without user and fragment)");
    }
}
