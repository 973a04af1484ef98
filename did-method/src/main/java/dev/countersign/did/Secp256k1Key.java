package dev.countersign.did;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/**
 * A public key on secp256k1 (SEC 2 section 2.4.1, RFC 8812), of which Java's own provider knows nothing since release 16.
 *
 * <p>It says what it is; to verify with it takes a provider that has the curve, such as Bouncy Castle's. Java's own
 * ends in a GeneralSecurityException.
 */
final class Secp256k1Key implements ECPublicKey {
    static final ECParameterSpec PARAMETERS = parameters();

    private static final long serialVersionUID = 1L;
    private static final int COORDINATE_BYTES = 32;

    // RFC 5480 section 2: SEQUENCE { SEQUENCE { id-ecPublicKey, 1.3.132.0.10 }, BIT STRING of an uncompressed point }.
    private static final byte[] PREFIX = {
        0x30,
        0x56,
        0x30,
        0x10,
        0x06,
        0x07,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0xce,
        0x3d,
        0x02,
        0x01,
        0x06,
        0x05,
        0x2b,
        (byte) 0x81,
        0x04,
        0x00,
        0x0a,
        0x03,
        0x42,
        0x00,
        0x04
    };

    private final BigInteger x;
    private final BigInteger y;

    Secp256k1Key(ECPoint point) {
        this.x = point.getAffineX();
        this.y = point.getAffineY();
    }

    @Override
    public ECPoint getW() {
        return new ECPoint(x, y);
    }

    @Override
    public ECParameterSpec getParams() {
        return PARAMETERS;
    }

    @Override
    public String getAlgorithm() {
        return "EC";
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public byte[] getEncoded() {
        ByteBuffer encoded = ByteBuffer.allocate(PREFIX.length + 2 * COORDINATE_BYTES);
        return encoded.put(PREFIX).put(bytes(x)).put(bytes(y)).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secp256k1Key that && x.equals(that.x) && y.equals(that.y);
    }

    @Override
    public int hashCode() {
        return x.hashCode();
    }

    @Override
    public String toString() {
        return "secp256k1 public key";
    }

    private static byte[] bytes(BigInteger coordinate) {
        return EcCurve.SECP256K1.coordinate(coordinate);
    }

    private static ECParameterSpec parameters() {
        BigInteger prime = hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F");
        return new ECParameterSpec(
                new EllipticCurve(new ECFieldFp(prime), BigInteger.ZERO, BigInteger.valueOf(7)),
                new ECPoint(
                        hex("79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798"),
                        hex("483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8")),
                hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141"),
                1);
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
