package dev.countersign.did;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** The NIST curves and secp256k1: points as bytes, both ways, and never a point off its curve. */
enum EcCurve {
    P256("P-256", "secp256r1", 32),
    P384("P-384", "secp384r1", 48),
    P521("P-521", "secp521r1", 66),
    /** Its numbers stand here, because Java has none of them since release 16. */
    SECP256K1("secp256k1", Secp256k1Key.PARAMETERS, 32);

    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final BigInteger FOUR = BigInteger.valueOf(4);

    private final String jwkName;
    private final int coordinateBytes;
    // Immutable, though it carries no annotation that says so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ECParameterSpec parameters;

    EcCurve(String jwkName, String jcaName, int coordinateBytes) {
        this.jwkName = jwkName;
        this.coordinateBytes = coordinateBytes;
        this.parameters = parameters(jcaName);
    }

    EcCurve(String jwkName, ECParameterSpec parameters, int coordinateBytes) {
        this.jwkName = jwkName;
        this.coordinateBytes = coordinateBytes;
        this.parameters = parameters;
    }

    String jwkName() {
        return jwkName;
    }

    int coordinateBytes() {
        return coordinateBytes;
    }

    /** Returns the curve of a key; empty when it is none of these. */
    static Optional<EcCurve> of(ECPublicKey key) {
        ECParameterSpec of = key.getParams();
        return Arrays.stream(values())
                .filter(curve -> curve.parameters.getCurve().equals(of.getCurve())
                        && curve.parameters.getGenerator().equals(of.getGenerator())
                        && curve.parameters.getOrder().equals(of.getOrder()))
                .findFirst();
    }

    /** Returns the key with these coordinates, big-endian, each of exactly {@link #coordinateBytes()} bytes. */
    PublicKey key(byte[] x, byte[] y) {
        if (x.length != coordinateBytes || y.length != coordinateBytes) {
            throw new MalformedDidException(jwkName + ": coordinates: " + x.length + " and " + y.length
                    + " bytes (expected: " + coordinateBytes + " each)");
        }
        return key(new ECPoint(new BigInteger(1, x), new BigInteger(1, y)));
    }

    /** Returns the key of a compressed point (SEC 1 section 2.3.4). */
    PublicKey decompress(byte[] point) {
        if (point.length != 1 + coordinateBytes) {
            throw new MalformedDidException(jwkName + ": compressed point: " + point.length + " bytes (expected: "
                    + (1 + coordinateBytes) + ")");
        }
        if (point[0] != 2 && point[0] != 3) {
            throw new MalformedDidException(jwkName + ": first byte of a compressed point (expected: 02 or 03)");
        }
        BigInteger p = prime();
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, point.length));
        // SEC 1 2.3.4 step 2.4.1: p = 3 mod 4 on all of these curves, so a square root is one exponentiation.
        // Where there is none, the point that comes out is off the curve, and refused below.
        BigInteger y = rightSide(x.mod(p)).modPow(p.add(BigInteger.ONE).divide(FOUR), p);
        boolean odd = point[0] == 3;
        return key(new ECPoint(x, y.testBit(0) == odd ? y : p.subtract(y)));
    }

    /** Returns the compressed point (SEC 1 section 2.3.3). */
    byte[] compress(ECPublicKey key) {
        return ByteBuffer.allocate(1 + coordinateBytes)
                .put((byte) (key.getW().getAffineY().testBit(0) ? 3 : 2))
                .put(coordinate(key.getW().getAffineX()))
                .array();
    }

    /** Returns a coordinate, big-endian, of exactly {@link #coordinateBytes()} bytes. */
    byte[] coordinate(BigInteger value) {
        byte[] signed = value.toByteArray();
        int length = Math.min(signed.length, coordinateBytes);
        return ByteBuffer.allocate(coordinateBytes)
                .put(new byte[coordinateBytes - length])
                .put(signed, signed.length - length, length)
                .array();
    }

    private PublicKey key(ECPoint point) {
        // Invalid-curve attack: not every provider checks this when it builds a key.
        BigInteger p = prime();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(rightSide(x))) {
            throw new MalformedDidException(jwkName + ": point (expected: on the curve)");
        }
        if (this == SECP256K1) {
            return new Secp256k1Key(point);
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a point on " + jwkName + " must make a key", e);
        }
    }

    // x^3 + ax + b mod p
    private BigInteger rightSide(BigInteger x) {
        BigInteger p = prime();
        return x.modPow(THREE, p)
                .add(parameters.getCurve().getA().multiply(x))
                .add(parameters.getCurve().getB())
                .mod(p);
    }

    private BigInteger prime() {
        return ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    private static ECParameterSpec parameters(String jcaName) {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(jcaName));
            return named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no curve " + jcaName, e);
        }
    }
}
