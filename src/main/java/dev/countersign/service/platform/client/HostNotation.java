package dev.countersign.service.platform.client;

import java.util.regex.Pattern;

/**
 * Ways to write a host. An IPv4 address has one notation that all readers understand alike; in octal, hexadecimal, as one
 * number or with parts left out, one reader sees an address that another does not.
 */
final class HostNotation {
    // WHATWG URL, "ends in a number": such a host is an address, and no name.
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern DOTTED_DECIMAL =
            Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private HostNotation() {}

    /** Returns whether a host is a name, dotted decimal without leading zeros, or IPv6 in brackets without a zone. */
    static boolean isPlain(String host) {
        if (host.startsWith("[")) {
            return host.indexOf('%') < 0;
        }
        return !ENDS_IN_NUMBER.matcher(host).matches()
                || DOTTED_DECIMAL.matcher(host).matches();
    }
}
