package dev.countersign.service.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What the service is called from outside, and the posture that follows from it: a loopback URL means development, any
 * other means production.
 *
 * <p>In production only {@code https} is accepted. There is no path, query or fragment: the DID, the issuer identifier
 * and every link are made from it.
 *
 * @param uri absolute, without a trailing slash
 */
public record PublicUrl(URI uri) {
    /** The property that sets it. */
    public static final String PROPERTY = "countersign.public-url";

    private static final String DEFAULT = "http://localhost:8080";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Checks the rules above.
     *
     * @throws IllegalStateException with what to set, when they are not kept
     */
    public PublicUrl {
        if (uri.getHost() == null || uri.getScheme() == null) {
            throw refused(uri, "it is no absolute http(s) URL");
        }
        if (!isOrigin(uri)) {
            throw refused(uri, "it has more than scheme, host and port");
        }
        if (!uri.getScheme().equals("https") && !(uri.getScheme().equals("http") && isLoopback(uri))) {
            throw refused(uri, "outside a loopback address only https is accepted");
        }
    }

    /** Reads the property; {@code http://localhost:8080} when nobody set it. */
    public static PublicUrl from(Config config) {
        return new PublicUrl(configured(config));
    }

    static URI configured(Config config) {
        String text = config.getOptionalValue(PROPERTY, String.class).orElse(DEFAULT);
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            return new PublicUrl(uri).uri();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(PROPERTY + " is no URL: " + text, e);
        }
    }

    /** Returns the absolute URI of a path of ours, which starts with a slash. */
    public URI resolve(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: starts with a slash)");
        }
        return URI.create(uri + path);
    }

    /** Returns whether this is the development posture: plain http, loopback fetches and demo accounts are allowed. */
    public boolean development() {
        return isLoopback(uri);
    }

    static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    private static boolean isOrigin(URI uri) {
        return (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
    }

    private static IllegalStateException refused(URI uri, String why) {
        return new IllegalStateException(PROPERTY + " is " + uri + ", but " + why
                + ". Set it to the https origin that wallets and staff use, for example https://identity.example.com"
                + " (or http://localhost:8080 for development).");
    }
}
