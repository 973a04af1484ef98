package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.util.Set;

/** The rule for addresses that are asked from here: https, or http on this machine; no user, no query, no fragment. */
final class WebAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private WebAddress() {}

    static URI parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException("address (expected: a URL)", e);
        }
        boolean secure = "https".equals(uri.getScheme());
        boolean local = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        if (uri.getHost() == null || !(secure || local)) {
            throw new MalformedInputException("address (expected: https, or http on this machine)");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new MalformedInputException("address (expected: no user, query or fragment)");
        }
        return uri;
    }
}
