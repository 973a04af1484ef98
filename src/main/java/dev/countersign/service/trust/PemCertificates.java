package dev.countersign.service.trust;

import dev.countersign.protocol.MalformedInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates as PEM text (RFC 7468). */
public final class PemCertificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final int MAX_LENGTH = 200_000;

    private PemCertificates() {}

    /**
     * Reads one certificate or more.
     *
     * @throws MalformedInputException when there is none, or the text is anything else
     */
    public static List<X509Certificate> parse(String pem) {
        if (pem.length() > MAX_LENGTH || !pem.contains(BEGIN) || pem.contains("PRIVATE KEY")) {
            throw new MalformedInputException("RFC 7468: (expected: PEM of certificates only)");
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new MalformedInputException("RFC 7468 5: (expected: PEM of certificates)", e);
        }
    }

    /** Returns the text of these certificates. */
    public static String print(List<X509Certificate> certificates) {
        return certificates.stream().map(PemCertificates::print).collect(Collectors.joining());
    }

    private static String print(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return BEGIN + "\n" + body + "\n" + END + "\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }
}
