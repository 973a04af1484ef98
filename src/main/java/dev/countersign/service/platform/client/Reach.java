package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundRefusedException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Whom this client may talk to: what a URI, and every address of its host, must be.
 *
 * @param allowed may lie inside the organisation's network, on this machine too
 */
record Reach(Scope scope, AllowedHosts allowed) {
    /** Whom it may talk to without being allowed by name. */
    enum Scope {
        /** Public addresses, by https. */
        PUBLIC,
        /** Loopback addresses too, and what is not public by http too. */
        PUBLIC_AND_LOOPBACK
    }

    /** Refuses a URI that breaks the rules, whatever its host's addresses are. */
    void judge(URI uri) throws OutboundRefusedException {
        if (uri.getHost() == null
                || uri.getHost().isEmpty()
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            throw new OutboundRefusedException("uri: (expected: https, a host, no user information)");
        }
        if (!isHttps(uri) && !("http".equalsIgnoreCase(uri.getScheme()) && scope == Scope.PUBLIC_AND_LOOPBACK)) {
            throw new OutboundRefusedException("scheme: " + uri.getScheme() + " (expected: https)");
        }
        if (!HostNotation.isPlain(uri.getHost())) {
            throw new OutboundRefusedException("host: (expected: a name, or an address in dotted decimal)");
        }
    }

    /** Refuses the addresses of a URI's host when one of them breaks the rules: the others may be bait. */
    void judge(URI uri, List<InetAddress> addresses) throws OutboundRefusedException {
        for (InetAddress address : addresses) {
            boolean local = scope == Scope.PUBLIC_AND_LOOPBACK && address.isLoopbackAddress();
            boolean listed = PublicAddresses.isInside(address) && allowed.contains(uri);
            if (!local && !listed && !PublicAddresses.isPublic(address)) {
                throw new OutboundRefusedException("address of " + uri.getHost()
                        + ": (expected: a public one, or a host in " + AllowedHosts.PROPERTY + ")");
            }
            if (!local && !listed && !isHttps(uri)) {
                throw new OutboundRefusedException("scheme: http (expected: https, beyond this machine)");
            }
        }
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
