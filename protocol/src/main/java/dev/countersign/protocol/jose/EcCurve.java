package dev.countersign.protocol.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.Curve;
import dev.countersign.protocol.MalformedInputException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The NIST curves in use: their keys and their ECDSA signatures in JOSE form, r||s (RFC 7518 section 3.4).
 *
 * <p>Every call asks JCA anew with the default order of providers, so that a faster one put on top is used.
 */
final class EcCurve {
    static final EcCurve P256 = new EcCurve(
            Curve.P_256, "secp256r1", "SHA256withECDSA", "3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    static final EcCurve P384 = new EcCurve(
            Curve.P_384, "secp384r1", "SHA384withECDSA", "3076301006072a8648ce3d020106052b8104002203620004");

    static final EcCurve P521 = new EcCurve(
            Curve.P_521, "secp521r1", "SHA512withECDSA", "30819b301006072a8648ce3d020106052b810400230381860004");

    private static final List<EcCurve> ALL = List.of(P256, P384, P521);

    private final String crv;
    private final String secName;
    private final String jcaSignature;
    private final int coordinateBytes;
    private final byte[] encodingPrefix;
    private final ECParameterSpec parameters;
    private final BigInteger prime;

    private EcCurve(Curve curve, String secName, String jcaSignature, String encodingPrefix) {
        this.crv = curve.getName();
        this.secName = secName;
        this.jcaSignature = jcaSignature;
        this.encodingPrefix = new BigInteger(encodingPrefix, 16).toByteArray();
        this.parameters = curve.toECParameterSpec();
        this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        this.coordinateBytes = (parameters.getCurve().getField().getFieldSize() + 7) / Byte.SIZE;
    }

    /** Returns the curve that the JWK member {@code crv} names. */
    static Optional<EcCurve> named(String crv) {
        return ALL.stream().filter(curve -> curve.crv.equals(crv)).findFirst();
    }

    /** Returns the curve of this key. */
    static Optional<EcCurve> of(ECPublicKey key) {
        return ALL.stream().filter(curve -> curve.isOf(key)).findFirst();
    }

    String crv() {
        return crv;
    }

    SignatureAlgorithm algorithm() {
        return this == P256
                ? SignatureAlgorithm.ES256
                : this == P384 ? SignatureAlgorithm.ES384 : SignatureAlgorithm.ES512;
    }

    boolean isOf(ECPublicKey key) {
        ECParameterSpec given = key.getParams();
        return given != null
                && given.getOrder().equals(parameters.getOrder())
                && given.getCurve().equals(parameters.getCurve())
                && given.getGenerator().equals(parameters.getGenerator());
    }

    /**
     * Returns the key with this point.
     *
     * @throws MalformedInputException when a coordinate has another length or the point is not on the curve
     */
    PublicKey publicKey(byte[] x, byte[] y) {
        if (x.length != coordinateBytes || y.length != coordinateBytes) {
            throw new MalformedInputException(
                    "RFC 7518 6.2.1.2: length of a coordinate (expected: " + coordinateBytes + " bytes)");
        }
        BigInteger bigX = new BigInteger(1, x);
        BigInteger bigY = new BigInteger(1, y);
        // An attacker's point on a weaker curve would give away the private key in ECDH.
        if (bigX.compareTo(prime) >= 0
                || bigY.compareTo(prime) >= 0
                || !ECChecks.isPointOnCurve(bigX, bigY, parameters)) {
            throw new MalformedInputException("RFC 7518 6.2.1: the point is not on " + crv);
        }
        byte[] encoded = Arrays.copyOf(encodingPrefix, encodingPrefix.length + 2 * coordinateBytes);
        System.arraycopy(x, 0, encoded, encodingPrefix.length, coordinateBytes);
        System.arraycopy(y, 0, encoded, encodingPrefix.length + coordinateBytes, coordinateBytes);
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a checked point on " + crv + " makes a key", e);
        }
    }

    /**
     * Returns the key with this secret number.
     *
     * @throws MalformedInputException when it is not a number of this curve
     */
    PrivateKey privateKey(byte[] d) {
        BigInteger secret = new BigInteger(1, d);
        if (d.length != coordinateBytes || secret.signum() == 0 || secret.compareTo(parameters.getOrder()) >= 0) {
            throw new MalformedInputException("RFC 7518 6.2.2.1: d is not a private key of " + crv);
        }
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, parameters));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a number below the order of " + crv + " makes a key", e);
        }
    }

    /** Returns this unsigned number as the fixed number of bytes that JOSE writes. */
    byte[] coordinate(BigInteger value) {
        byte[] twosComplement = value.toByteArray();
        byte[] fixed = new byte[coordinateBytes];
        int length = Math.min(twosComplement.length, coordinateBytes);
        System.arraycopy(twosComplement, twosComplement.length - length, fixed, coordinateBytes - length, length);
        return fixed;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(secName));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has " + crv, e);
        }
    }

    byte[] sign(PrivateKey key, byte[] input) {
        try {
            Signature signature = Signature.getInstance(jcaSignature);
            signature.initSign(key);
            signature.update(input);
            return ECDSA.transcodeSignatureToConcat(signature.sign(), 2 * coordinateBytes);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("the key does not sign with " + jcaSignature, e);
        }
    }

    boolean verify(PublicKey key, byte[] input, byte[] rawSignature) {
        // RFC 7518 3.4: exactly r||s. The DER form, which JCA would read, is another spelling and is refused.
        if (rawSignature.length != 2 * coordinateBytes || !inRange(rawSignature)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(jcaSignature);
            signature.initVerify(key);
            signature.update(input);
            return signature.verify(ECDSA.transcodeSignatureToDER(rawSignature));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has " + jcaSignature, e);
        } catch (InvalidKeyException | SignatureException | JOSEException e) {
            return false;
        }
    }

    /** Both numbers in 1..n-1: some providers took zeros for a signature of anything. */
    private boolean inRange(byte[] rawSignature) {
        return inRange(new BigInteger(1, Arrays.copyOf(rawSignature, coordinateBytes)))
                && inRange(new BigInteger(1, Arrays.copyOfRange(rawSignature, coordinateBytes, 2 * coordinateBytes)));
    }

    private boolean inRange(BigInteger number) {
        return number.signum() > 0 && number.compareTo(parameters.getOrder()) < 0;
    }
}
