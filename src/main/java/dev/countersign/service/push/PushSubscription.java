package dev.countersign.service.push;

import com.google.crypto.tink.subtle.EllipticCurves;
import com.google.crypto.tink.subtle.EllipticCurves.CurveType;
import com.google.crypto.tink.subtle.EllipticCurves.PointFormatType;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import java.security.GeneralSecurityException;

/**
 * A phone's subscription: where to push, and with which keys to encrypt (RFC 8291 section 2), on every platform. Holds secrets.
 *
 * <p>Guarantees that the public key is an uncompressed point on P-256 and the authentication secret has 16 octets.
 */
public final class PushSubscription {
    /** Octets of an uncompressed P-256 point: 04, x, y. */
    public static final int POINT_BYTES = 65;

    /** Octets of the authentication secret. */
    public static final int AUTH_BYTES = 16;

    private final PushAddress address;
    private final byte[] p256dh;
    private final byte[] auth;

    private PushSubscription(PushAddress address, byte[] p256dh, byte[] auth) {
        this.address = address;
        this.p256dh = p256dh;
        this.auth = auth;
    }

    /**
     * Reads the keys that a wallet sent with its endpoint.
     *
     * @param p256dh base64url of the subscriber's public key
     * @param auth base64url of the authentication secret
     * @throws MalformedInputException when one of them breaks RFC 8291 section 2 or 3.2
     */
    public static PushSubscription parse(PushAddress address, String p256dh, String auth) {
        return of(address, Base64Url.decode(p256dh), Base64Url.decode(auth));
    }

    /**
     * Makes a subscription of raw keys.
     *
     * @param p256dh 65 octets
     * @param auth 16 octets
     * @throws MalformedInputException when one of them breaks RFC 8291 section 2 or 3.2
     */
    public static PushSubscription of(PushAddress address, byte[] p256dh, byte[] auth) {
        if (p256dh.length != POINT_BYTES || p256dh[0] != 4) {
            throw new MalformedInputException(
                    "RFC 8291 3.1: p256dh: " + p256dh.length + " octets (expected: 65, an uncompressed point)");
        }
        if (auth.length != AUTH_BYTES) {
            throw new MalformedInputException("RFC 8291 3.2: auth: " + auth.length + " octets (expected: 16)");
        }
        try {
            // An invalid-curve point would make our ephemeral key leak through the shared secret.
            EllipticCurves.getEcPublicKey(CurveType.NIST_P256, PointFormatType.UNCOMPRESSED, p256dh);
        } catch (GeneralSecurityException e) {
            throw new MalformedInputException("RFC 8291 3.1: p256dh: not on the curve (expected: a P-256 point)", e);
        }
        return new PushSubscription(address, p256dh.clone(), auth.clone());
    }

    /** Returns where it is pushed. */
    public PushAddress address() {
        return address;
    }

    /** Returns the subscriber's public key: 65 octets. */
    public byte[] p256dh() {
        return p256dh.clone();
    }

    /** Returns the authentication secret: 16 octets. */
    public byte[] auth() {
        return auth.clone();
    }

    @Override
    public String toString() {
        return "PushSubscription[" + address.operator() + "]";
    }
}
