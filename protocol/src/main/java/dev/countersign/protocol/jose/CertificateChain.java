package dev.countersign.protocol.jose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The certificates of the header parameter {@code x5c} (RFC 7515 section 4.1.6), leaf first, not yet verified.
 *
 * <p>Gap: revocation lists and OCSP are not asked; anchors are few and pinned, and leaves short-lived.
 */
public final class CertificateChain {
    /** Most certificates that are read. */
    public static final int MAX_CERTIFICATES = 10;

    private static final int DNS_NAME = 2;

    private final List<X509Certificate> certificates;

    private CertificateChain(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Reads the value of {@code x5c}: an array of base64 (not base64url) of DER.
     *
     * @param x5c untrusted
     * @throws MalformedInputException when it is empty, longer than {@value #MAX_CERTIFICATES}, or a member is not a
     *     certificate
     */
    public static CertificateChain parse(JsonNode x5c) {
        if (!x5c.isArray() || x5c.isEmpty() || x5c.size() > MAX_CERTIFICATES) {
            throw new MalformedInputException(
                    "RFC 7515 4.1.6: x5c (expected: an array of 1 to " + MAX_CERTIFICATES + " certificates)");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonNode member : x5c) {
            certificates.add(certificate(member));
        }
        return new CertificateChain(certificates);
    }

    private static X509Certificate certificate(JsonNode member) {
        if (!member.isTextual()) {
            throw new MalformedInputException("RFC 7515 4.1.6: x5c (expected: strings)");
        }
        try {
            byte[] der = Base64.getDecoder().decode(member.textValue());
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            // A PEM text or bytes behind the certificate would make its hash another than that of what was read.
            if (!MessageDigest.isEqual(der, certificate.getEncoded())) {
                throw new MalformedInputException("RFC 7515 4.1.6: x5c (expected: DER and nothing else)");
            }
            return certificate;
        } catch (CertificateException | IllegalArgumentException e) {
            throw new MalformedInputException("RFC 7515 4.1.6: x5c (expected: base64 of DER)", e);
        }
    }

    /** Returns the chain of these certificates, leaf first, for a header that we write. */
    public static CertificateChain of(List<X509Certificate> leafFirst) {
        return new CertificateChain(leafFirst);
    }

    /** Returns all certificates, leaf first. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** Returns the certificate whose key signed. */
    public X509Certificate leaf() {
        return certificates.get(0);
    }

    /** Returns the value of {@code x5c}. */
    public List<String> toX5c() {
        return certificates.stream()
                .map(certificate -> Base64.getEncoder().encodeToString(der(certificate)))
                .collect(Collectors.toList());
    }

    /**
     * Judges whether this chain leads to an anchor (RFC 5280 section 6.1) and its leaf may sign.
     *
     * @param anchors whom the caller trusts; an anchor at the end of the chain itself is passed over
     * @param at the time at which every certificate must be valid
     * @return the leaf, or a refusal for {@link RejectionReason#CERTIFICATE_INVALID}
     */
    public Verification<X509Certificate> verify(Set<TrustAnchor> anchors, Instant at) {
        if (anchors.isEmpty()) {
            return refused("RFC 5280 6.1: no trust anchor");
        }
        boolean[] usage = leaf().getKeyUsage();
        if (usage != null && !usage[0]) {
            return refused("RFC 5280 4.2.1.3: the leaf's key usage lacks digitalSignature");
        }
        List<X509Certificate> path = new ArrayList<>(certificates);
        if (path.size() > 1 && isAnchor(path.get(path.size() - 1), anchors)) {
            path.remove(path.size() - 1);
        }
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            return Verification.verified(leaf());
        } catch (CertPathValidatorException | CertificateException e) {
            return refused("RFC 5280 6.1: the path does not lead to an anchor, or not now");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has PKIX", e);
        }
    }

    private static boolean isAnchor(X509Certificate certificate, Set<TrustAnchor> anchors) {
        return anchors.stream().anyMatch(anchor -> certificate.equals(anchor.getTrustedCert()));
    }

    /** Returns the DNS names among the leaf's subject alternative names (RFC 5280 section 4.2.1.6). */
    public List<String> dnsNames() {
        try {
            Collection<List<?>> names = leaf().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> (String) name.get(1))
                            .collect(Collectors.toList());
        } catch (CertificateException e) {
            throw new MalformedInputException("RFC 5280 4.2.1.6: subject alternative names", e);
        }
    }

    /** Returns base64url of the SHA-256 of the leaf's DER, as in the client identifier prefix {@code x509_hash}. */
    public String sha256Hash() {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(der(leaf())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }

    private static Verification<X509Certificate> refused(String detail) {
        return Verification.rejected(RejectionReason.CERTIFICATE_INVALID, detail);
    }
}
