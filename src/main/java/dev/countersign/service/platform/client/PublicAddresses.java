package dev.countersign.service.platform.client;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from all others: loopback, private, link-local, shared, documentation, multicast
 * and reserved ranges (RFC 6890 and the IANA special-purpose registries), also when they hide in an IPv6 address.
 */
final class PublicAddresses {
    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        if (address instanceof Inet4Address) {
            return isPublic4(address.getAddress());
        }
        return address instanceof Inet6Address && isPublic6(address.getAddress());
    }

    /**
     * Tells addresses of an organisation's own network and of this machine: loopback, private, shared and unique local. Never
     * link-local ones, nor others where clouds keep their instances' credentials: no host has a reason to be there.
     */
    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return (address.isLoopbackAddress() || address.isSiteLocalAddress() || isShared(bytes))
                    && !startsWith(bytes, 100, 100, 100, 200);
        }
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc && !startsWith(bytes, 0xfd, 0x00, 0x0e, 0xc2);
        return address.isLoopbackAddress() || uniqueLocal;
    }

    private static boolean isShared(byte[] address) {
        return (address[0] & 0xff) == 100 && (address[1] & 0xc0) == 64;
    }

    private static boolean isPublic4(byte[] address) {
        int a = address[0] & 0xff;
        int b = address[1] & 0xff;
        int c = address[2] & 0xff;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || isShared(address)
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
        // Where a cloud's instances find their agent, on an address that is public by its range.
        return !special && !startsWith(address, 168, 63, 129, 16);
    }

    private static boolean isPublic6(byte[] address) {
        if (startsWith(address, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            // NAT64 (RFC 6052): the gateway connects to the IPv4 address in the last four bytes.
            return isPublicEmbedded(address, 12);
        }
        if (startsWith(address, 0x20, 0x02)) {
            // 6to4 (RFC 3056): the IPv4 address follows the prefix.
            return isPublicEmbedded(address, 2);
        }
        boolean global = (address[0] & 0xe0) == 0x20;
        boolean special = startsWith(address, 0x20, 0x01, 0x0d, 0xb8)
                || (startsWith(address, 0x20, 0x01) && (address[2] & 0xfe) == 0)
                || startsWith(address, 0x3f, 0xff);
        return global && !special;
    }

    private static boolean isPublicEmbedded(byte[] address, int offset) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(address, offset, offset + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }

    private static boolean startsWith(byte[] address, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((address[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
