package dev.countersign.service.push;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a push service takes messages for one subscription (RFC 8030 section 4). A capability: whoever knows it can
 * send, so it does not show itself in logs.
 *
 * <p>Whether the address behind the name is a public one is checked where the connection is made.
 */
public final class PushEndpoint implements PushAddress {
    /** UnifiedPush: an endpoint has at most 1,000 bytes. */
    private static final int MAX_BYTES = 1_000;

    private final PushPlatform platform;
    private final URI uri;

    private PushEndpoint(PushPlatform platform, URI uri) {
        this.platform = platform;
        this.uri = uri;
    }

    /**
     * Reads an endpoint that a wallet named.
     *
     * @param text absolute URL; https with a host name, or in development also http and addresses
     * @param publicUrl tells whether this is development
     * @throws MalformedInputException when it is not such a URL
     */
    public static PushEndpoint parse(String text, PublicUrl publicUrl) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw malformed("longer than " + MAX_BYTES + " bytes");
        }
        URI uri = uri(text);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw malformed("no host, or a user or fragment");
        }
        if (!publicUrl.development() && (!"https".equals(uri.getScheme()) || isAddress(host))) {
            throw malformed("not https with a host name");
        }
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw malformed("neither https nor http");
        }
        return new PushEndpoint(PushPlatform.WEB_PUSH, uri);
    }

    /** Returns an endpoint that was parsed before it was stored. */
    static PushEndpoint stored(PushPlatform platform, String text) {
        return new PushEndpoint(platform, URI.create(text));
    }

    /** Returns the same endpoint as one of a UnifiedPush distributor. */
    PushEndpoint ofUnifiedPush() {
        return new PushEndpoint(PushPlatform.UNIFIED_PUSH, uri);
    }

    @Override
    public PushPlatform platform() {
        return platform;
    }

    @Override
    public String value() {
        return uri.toString();
    }

    @Override
    public String operator() {
        return origin();
    }

    /** Returns the URL itself. */
    public URI uri() {
        return uri;
    }

    /** Returns the origin (RFC 6454 section 6.2): scheme, host and, unless it is the scheme's own, port. */
    public String origin() {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        boolean usual = port == -1 || port == ("https".equals(uri.getScheme()) ? 443 : 80);
        return uri.getScheme() + "://" + host + (usual ? "" : ":" + port);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PushEndpoint that && platform == that.platform && uri.equals(that.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return "PushEndpoint[" + origin() + "]";
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw malformed("not a URL");
        }
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException(
                "RFC 8030 4: endpoint: " + what + " (expected: https URL of at most " + MAX_BYTES + " bytes)");
    }
}
