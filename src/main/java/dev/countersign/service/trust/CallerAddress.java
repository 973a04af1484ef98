package dev.countersign.service.trust;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request came from. */
public record CallerAddress(InetAddress address) {
    // One customer of a provider has a whole /64 to choose from.
    private static final int IPV6_NETWORK_BYTES = 8;

    /** Returns what one caller is known by: the address, or the first half of one of IPv6. */
    public String network() {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }
}
