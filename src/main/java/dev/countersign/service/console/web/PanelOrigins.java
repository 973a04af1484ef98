package dev.countersign.service.console.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose pages may show a panel: origins that the operator named, one by one. Checked at the start. */
@Singleton
class PanelOrigins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final List<String> origins;

    @Inject
    PanelOrigins(PanelSettings settings) {
        this(settings.origins().orElse(List.of()));
    }

    PanelOrigins(List<String> origins) {
        origins.forEach(PanelOrigins::check);
        this.origins = List.copyOf(origins);
    }

    List<String> list() {
        return origins;
    }

    boolean allows(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    /** Returns the sources of the directive {@code frame-ancestors} (CSP level 3, section 6.4.2). */
    String frameAncestors() {
        return origins.isEmpty() ? "'none'" : String.join(" ", origins);
    }

    /** A wildcard, a path or a second directive would allow more than it seems to. */
    private static void check(String origin) {
        try {
            URI uri = new URI(origin);
            boolean bare = uri.getHost() != null
                    && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                    && uri.getRawUserInfo() == null
                    && origin.matches("[a-z]+://[a-z0-9.\\-\\[\\]:]+");
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            if (bare && safe) {
                return;
            }
        } catch (URISyntaxException e) {
            throw refused(origin, e);
        }
        throw refused(origin, null);
    }

    private static IllegalStateException refused(String origin, @Nullable Throwable cause) {
        return new IllegalStateException(
                "countersign.panel.origins has " + origin
                        + " (expected: https origins in lower case without a path or a"
                        + " wildcard, separated by commas, for example https://crm.example.com; http only for loopback)",
                cause);
    }
}
