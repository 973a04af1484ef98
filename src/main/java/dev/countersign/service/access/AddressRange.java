package dev.countersign.service.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of IP addresses: {@code 10.1.0.0/16}, {@code 2001:db8::/48}, or a single address.
 *
 * @param network its first address: no bit is set after the prefix
 */
record AddressRange(InetAddress network, int prefixBits) {
    AddressRange {
        int most = network.getAddress().length * 8;
        if (prefixBits < 0 || prefixBits > most) {
            throw new IllegalArgumentException("prefix: " + prefixBits + " (expected: 0 to " + most + ")");
        }
        if (!Arrays.equals(network.getAddress(), masked(network, prefixBits))) {
            throw new IllegalArgumentException(network.getHostAddress() + ": bits are set after the prefix");
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; names are not looked up
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(text + " (expected: an IP address, or a range such as 10.1.0.0/16)");
        }
        try {
            InetAddress network = InetAddress.getByName(address);
            int all = network.getAddress().length * 8;
            return new AddressRange(network, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " (expected: an IP address)", e);
        }
    }

    boolean holds(InetAddress address) {
        return address.getAddress().length == network.getAddress().length
                && Arrays.equals(masked(address, prefixBits), network.getAddress());
    }

    private static byte[] masked(InetAddress address, int bits) {
        byte[] masked = address.getAddress();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - 8 * i));
            masked[i] = (byte) (masked[i] & (0xff << (8 - kept)));
        }
        return masked;
    }
}
