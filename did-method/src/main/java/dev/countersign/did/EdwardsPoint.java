package dev.countersign.did;

import java.math.BigInteger;
import java.util.Set;

/**
 * Points of edwards25519 (RFC 8032 section 5.1): whether 32 bytes are one, and the same point as curve25519 sees it.
 *
 * <p>Java's own key factory takes any 32 bytes, and would find out only at the first signature.
 */
final class EdwardsPoint {
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger P = ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger HALF = P.subtract(ONE).shiftRight(1);
    // d = -121665/121666
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);

    /** Of a point of order 8; with 0, 1 and the negatives these are the second coordinates of all points of small order. */
    private static final BigInteger Y_OF_ORDER_8 =
            new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(BigInteger.ZERO, ONE, P.subtract(ONE), Y_OF_ORDER_8, P.subtract(Y_OF_ORDER_8));

    private EdwardsPoint() {}

    /**
     * Refuses what is no point, has a second encoding, or is of small order: for such a key anybody can make signatures.
     *
     * @param encoded 32 bytes, little-endian, with the sign of x in the highest bit
     */
    static void require(byte[] encoded) {
        // RFC 8032 5.1.3 step 1
        BigInteger y = y(encoded);
        if (y.compareTo(P) >= 0) {
            throw new MalformedDidException("Ed25519: key (expected: below the prime)");
        }
        if (SMALL_ORDER.contains(y)) {
            throw new MalformedDidException("Ed25519: key (expected: not of small order)");
        }
        // Step 2 and 3: x^2 = u/v has a root just when uv is a square (Euler). Step 4 is not reached: x = 0 only where
        // y = 1 or y = -1, which are of small order.
        BigInteger y2 = y.multiply(y).mod(P);
        BigInteger u = y2.subtract(ONE);
        BigInteger v = D.multiply(y2).add(ONE);
        if (!u.multiply(v).mod(P).modPow(HALF, P).equals(ONE)) {
            throw new MalformedDidException("Ed25519: key (expected: a point on the curve)");
        }
    }

    /** Returns the u coordinate of a point on curve25519 (RFC 7748 section 4.1): (1 + y) / (1 - y), little-endian. */
    static byte[] toMontgomery(byte[] encoded) {
        BigInteger y = y(encoded);
        BigInteger u = ONE.add(y).multiply(ONE.subtract(y).mod(P).modInverse(P)).mod(P);
        byte[] bigEndian = u.toByteArray();
        byte[] littleEndian = new byte[OctetKey.KEY_BYTES];
        for (int i = 0; i < Math.min(bigEndian.length, littleEndian.length); i++) {
            littleEndian[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return littleEndian;
    }

    private static BigInteger y(byte[] encoded) {
        byte[] bigEndian = new byte[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            bigEndian[encoded.length - 1 - i] = encoded[i];
        }
        bigEndian[0] &= 0x7F;
        return new BigInteger(1, bigEndian);
    }
}
