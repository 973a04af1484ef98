package dev.countersign.service.access;

import dev.countersign.protocol.MalformedInputException;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;

/** The forms in which proxies write the certificate of a client into a header. */
public enum CertificateHeader {
    /** RFC 9440 section 2.1: the DER as a byte sequence of structured fields, {@code :MIIC...:}. */
    RFC9440 {
        @Override
        X509Certificate parse(String value) {
            String text = value.strip();
            if (text.length() < 2 || !text.startsWith(":") || !text.endsWith(":")) {
                throw new MalformedInputException("RFC 9440 2.1: (expected: a byte sequence between colons)");
            }
            return certificate(decoded(Base64.getDecoder(), text.substring(1, text.length() - 1)));
        }
    },
    /** PEM with its special characters escaped as in URLs: nginx's {@code $ssl_client_escaped_cert}. */
    ESCAPED_PEM {
        @Override
        X509Certificate parse(String value) {
            String pem = unescaped(value).strip();
            if (!pem.startsWith(BEGIN) || !pem.endsWith(END) || pem.length() < BEGIN.length() + END.length()) {
                throw new MalformedInputException("RFC 7468 5.1: (expected: one certificate in PEM, escaped)");
            }
            return certificate(
                    decoded(Base64.getMimeDecoder(), pem.substring(BEGIN.length(), pem.length() - END.length())));
        }
    };

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    /** Finds the form that a setting names: {@code rfc9440} or {@code escaped-pem}. */
    static CertificateHeader named(String setting) {
        for (CertificateHeader form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(setting)) {
                return form;
            }
        }
        throw new IllegalStateException(
                MutualTls.PROXY_FORMAT + " is " + setting + " (expected: rfc9440 or escaped-pem)");
    }

    /**
     * Reads one certificate.
     *
     * @throws MalformedInputException when it is not in this form
     */
    abstract X509Certificate parse(String value);

    private static String unescaped(String value) {
        try {
            // In a URL's path, and so here, a plus sign is itself.
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException("RFC 3986 2.1: a broken escape");
        }
    }

    private static byte[] decoded(Base64.Decoder decoder, String text) {
        try {
            return decoder.decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException("RFC 4648 4: (expected: base64)");
        }
    }

    private static X509Certificate certificate(byte[] der) {
        ByteArrayInputStream in = new ByteArrayInputStream(der);
        try {
            // The factory reads other containers too; DER of a certificate begins with a sequence.
            if (der.length == 0 || der[0] != 0x30) {
                throw new MalformedInputException("RFC 5280 4.1: (expected: a certificate in DER)");
            }
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (in.available() > 0) {
                throw new MalformedInputException("RFC 5280 4.1: bytes after the certificate");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new MalformedInputException("RFC 5280 4.1: (expected: a certificate in DER)");
        }
    }
}
