package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.net.URISyntaxException;

/** The URIs of a request, read so that none can be taken for another. */
final class Hosts {
    static final int MAX_URI_CHARS = 2_048;

    private Hosts() {}

    /**
     * Reads an https URI; http is let through for a loopback host only, where nothing leaves the machine.
     *
     * @throws MalformedInputException also for user information ({@code https://bank.example@evil.example}) and a
     *     fragment
     */
    static URI parse(String text, String what) {
        if (text.length() > MAX_URI_CHARS) {
            throw malformed(what, "at most " + MAX_URI_CHARS + " characters");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new MalformedInputException("OpenID4VP 1.0 5: " + what + " (expected: a URI)", e);
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw malformed(what, "a host, no user information, no fragment");
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (!secure && !("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost()))) {
            throw malformed(what, "https");
        }
        return uri;
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    static boolean isPlainHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme());
    }

    /** Returns whether this is a DNS host name: labels of letters, digits and hyphens, no port, no wildcard. */
    static boolean isDnsName(String name) {
        if (name.isEmpty() || name.length() > 253) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) {
                    return false;
                }
            }
        }
        return true;
    }

    private static MalformedInputException malformed(String what, String expected) {
        return new MalformedInputException("OpenID4VP 1.0 5: " + what + " (expected: " + expected + ")");
    }
}
