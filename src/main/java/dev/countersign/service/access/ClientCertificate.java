package dev.countersign.service.access;

import dev.countersign.protocol.Base64Url;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * The certificate with which a machine client made its TLS connection, to us or to the configured proxy. The connection
 * proved that the client has its key, and nothing else: nobody has judged who it is, or whether it is still valid.
 *
 * @param chain the client's own certificate first, then what it sent beside it; at least one, at most {@value #MOST}
 */
public record ClientCertificate(List<X509Certificate> chain) {
    /** Most certificates of a chain. */
    public static final int MOST = 8;

    /** Keeps its own copy. */
    public ClientCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty() || chain.size() > MOST) {
            throw new IllegalArgumentException("chain: " + chain.size() + " (expected: 1 to " + MOST + ")");
        }
    }

    /** Returns the client's own certificate. */
    public X509Certificate own() {
        return chain.get(0);
    }

    /** Returns the SHA-256 of the client's own certificate, base64url: {@code x5t#S256} (RFC 8705 section 3.1). */
    public String thumbprint() {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(own().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has an encoding, and there is SHA-256", e);
        }
    }

    /** Returns whether the client's own certificate is valid at a time; its first and last instants are. */
    public boolean isValidAt(Instant time) {
        return !time.isBefore(own().getNotBefore().toInstant())
                && !time.isAfter(own().getNotAfter().toInstant());
    }

    @Override
    public String toString() {
        return "ClientCertificate " + thumbprint();
    }
}
