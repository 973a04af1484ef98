package dev.countersign.service.platform.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that may lie inside the organisation's own network, as its operator listed them.
 *
 * @param entries {@code host} for any port or {@code host:port}, in lower case
 */
record AllowedHosts(Set<String> entries) {
    /** The property that lists them. */
    static final String PROPERTY = "countersign.outbound.allowed-hosts";

    /** None. */
    static final AllowedHosts NONE = new AllowedHosts(Set.of());

    /**
     * Checks each entry.
     *
     * @throws IllegalStateException with what to set, when one is neither a host nor a host with a port
     */
    AllowedHosts {
        entries = entries.stream().map(AllowedHosts::checked).collect(Collectors.toUnmodifiableSet());
    }

    /** Reads the property; none when nobody set it. */
    static AllowedHosts from(Config config) {
        return new AllowedHosts(config.getOptionalValues(PROPERTY, String.class).orElse(List.of()).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns whether the host of a URI, or its host with this port, is listed. */
    boolean contains(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return entries.contains(host)
                || entries.contains(host + ":" + Origin.of(uri).port());
    }

    private static String checked(String entry) {
        try {
            URI uri = new URI("https://" + entry);
            boolean bare = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && !entry.endsWith(":")
                    && uri.getPort() != 0
                    && uri.getPort() < 65_536
                    && HostNotation.isPlain(uri.getHost());
            if (bare) {
                return entry.toLowerCase(Locale.ROOT);
            }
        } catch (URISyntaxException e) {
            throw refused(entry, e);
        }
        throw refused(entry, null);
    }

    private static IllegalStateException refused(String entry, @Nullable Exception cause) {
        return new IllegalStateException(
                PROPERTY + " has " + entry
                        + " (expected: a host, or a host and a port, for example status.bank.internal"
                        + " or status.bank.internal:8443; no scheme, path, network or wildcard)",
                cause);
    }
}
