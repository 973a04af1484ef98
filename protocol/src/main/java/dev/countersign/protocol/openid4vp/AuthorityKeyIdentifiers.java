package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.jose.CertificateChain;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The key identifiers of the authorities above a certificate chain (RFC 5280 section 4.2.1.1), as the DCQL authority type
 * {@code aki} names them.
 */
final class AuthorityKeyIdentifiers {
    private static final String EXTENSION = "2.5.29.35";
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int KEY_IDENTIFIER = 0x80;

    private AuthorityKeyIdentifiers() {}

    static Set<String> of(CertificateChain chain) {
        Set<String> identifiers = new HashSet<>();
        for (X509Certificate certificate : chain.certificates()) {
            byte[] extension = certificate.getExtensionValue(EXTENSION);
            if (extension != null) {
                keyIdentifier(extension).map(Base64Url::encode).ifPresent(identifiers::add);
            }
        }
        return identifiers;
    }

    /** An OCTET STRING around SEQUENCE { keyIdentifier [0] IMPLICIT OCTET STRING OPTIONAL, ... }. */
    static Optional<byte[]> keyIdentifier(byte[] extension) {
        return content(extension, OCTET_STRING)
                .flatMap(inner -> content(inner, SEQUENCE))
                .flatMap(fields -> content(fields, KEY_IDENTIFIER));
    }

    /** Returns what the first value holds if its tag is this one; lengths beyond 127 bytes are not looked at. */
    private static Optional<byte[]> content(byte[] der, int tag) {
        if (der.length < 2 || (der[0] & 0xFF) != tag || der[1] < 0 || der.length < 2 + der[1]) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(der, 2, 2 + der[1]));
    }
}
