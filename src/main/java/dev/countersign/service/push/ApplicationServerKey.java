package dev.countersign.service.push;

import com.google.crypto.tink.subtle.EllipticCurves;
import com.google.crypto.tink.subtle.EllipticCurves.CurveType;
import com.google.crypto.tink.subtle.EllipticCurves.PointFormatType;
import dev.countersign.protocol.Base64Url;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;

/** The key by which push services know us (RFC 8292 section 3.2). A wallet names it when it subscribes. */
@ApplicationScoped
public class ApplicationServerKey {
    private final OrganisationKeys keys;

    ApplicationServerKey(OrganisationKeys keys) {
        this.keys = keys;
    }

    /** Returns the uncompressed P-256 point in base64url. */
    public String value() {
        ECPublicKey key = (ECPublicKey) keys.publicKey(KeyUse.VAPID).toPublicKey();
        try {
            return Base64Url.encode(
                    EllipticCurves.pointEncode(CurveType.NIST_P256, PointFormatType.UNCOMPRESSED, key.getW()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the VAPID key is a P-256 key", e);
        }
    }
}
