package dev.countersign.did;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The two-way mapping between a did:web and the address of its document (did:web section 2). */
enum DidWebLocation {
    PUBLIC_HTTPS,
    PUBLIC_HTTPS_AND_LOOPBACK_HTTP;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");
    private static final int MAX_HOST_LENGTH = 253;
    private static final int MAX_LABEL_LENGTH = 63;
    private static final int MAX_PORT = 65535;

    URI documentUri(Did did) {
        if (!did.method().equals("web")) {
            throw new MalformedDidException("did:web 2.1: method name (expected: web)");
        }
        // Split first, decode each part once: an encoded colon or slash never moves a boundary.
        String[] parts = did.id().split(":", -1);
        Authority authority = Authority.decode(parts[0]);
        StringBuilder uri =
                new StringBuilder(requireScheme(authority)).append("://").append(authority);
        for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
            uri.append('/').append(PercentEncoding.encode(segment(part)));
        }
        return URI.create(uri.append(parts.length == 1 ? "/.well-known/did.json" : "/did.json")
                .toString());
    }

    Did didAt(URI base) {
        if (base.getHost() == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new MalformedDidException("did:web 2.1: address (expected: scheme, host, port and path only)");
        }
        Authority authority = new Authority(base.getHost(), base.getPort() < 0 ? "" : String.valueOf(base.getPort()));
        if (!requireScheme(authority).equals(base.getScheme())) {
            throw new MalformedDidException("did:web 2.1: scheme (expected: https)");
        }
        List<String> parts = new ArrayList<>();
        parts.add(authority.host() + (authority.port().isEmpty() ? "" : "%3A" + authority.port()));
        for (String segment : trimmed(base.getRawPath()).split("/", -1)) {
            if (!segment.isEmpty() || parts.size() > 1) {
                parts.add(PercentEncoding.encode(segment(segment)).replace("~", "%7E"));
            }
        }
        Did did = new Did("web", String.join(":", parts));
        documentUri(did);
        return did;
    }

    private String requireScheme(Authority authority) {
        if (LOOPBACK.contains(authority.host())) {
            if (this == PUBLIC_HTTPS_AND_LOOPBACK_HTTP) {
                return "http";
            }
            throw new MalformedDidException("did:web 2.1: host (expected: a public domain name)");
        }
        authority.requirePublicName();
        return "https";
    }

    // Decoded once. What would be decoded a second time, or cut the path elsewhere, is refused.
    private static String segment(String encoded) {
        String segment = PercentEncoding.decode(encoded);
        boolean strange = segment.chars().anyMatch(c -> c < 0x20 || c == 0x7F || "/\\%?#".indexOf(c) >= 0);
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || strange) {
            throw new MalformedDidException(
                    "did:web 2.1: path segment (expected: a name; no dots alone, / \\ % ? # or control)");
        }
        return segment;
    }

    private static String trimmed(String path) {
        String start = path.startsWith("/") ? path.substring(1) : path;
        return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
    }

    /** A host and, when it is not the scheme's own, a port. */
    private record Authority(String host, String port) {
        Authority {
            if (!port.isEmpty() && (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > MAX_PORT)) {
                throw new MalformedDidException("did:web 2.1: port (expected: 1 to " + MAX_PORT + ")");
            }
        }

        // Only the colon before the port may be encoded: an encoded letter would be a second name for one host.
        static Authority decode(String part) {
            int percent = part.indexOf('%');
            if (percent < 0) {
                return new Authority(part, "");
            }
            String rest = part.substring(percent);
            if (rest.length() < 4
                    || !rest.substring(0, 3).toUpperCase(Locale.ROOT).equals("%3A")) {
                throw new MalformedDidException(
                        "did:web 2.1: host (expected: nothing encoded but the colon before a port)");
            }
            return new Authority(part.substring(0, percent), rest.substring(3));
        }

        // did:web 2.1: a domain name, never an IP address. A last label with a letter first is none in any notation
        // (2130706433, 0x7f000001, 127.1, 0177.0.0.1), whoever resolves it.
        void requirePublicName() {
            String[] labels = host.split("\\.", -1);
            String last = labels[labels.length - 1];
            boolean wellFormed =
                    host.length() <= MAX_HOST_LENGTH && Arrays.stream(labels).allMatch(Authority::isLabel);
            if (!wellFormed || labels.length < 2 || !isLetter(last.charAt(0)) || last.equalsIgnoreCase("localhost")) {
                throw new MalformedDidException("did:web 2.1: host (expected: a public domain name)");
            }
        }

        private static boolean isLabel(String label) {
            return label.length() <= MAX_LABEL_LENGTH && label.matches("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");
        }

        private static boolean isLetter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        @Override
        public String toString() {
            return port.isEmpty() ? host : host + ":" + port;
        }
    }
}
