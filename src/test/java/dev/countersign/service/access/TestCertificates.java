package dev.countersign.service.access;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of tests, which issues whatever a test asks for, and certificates that nobody issued. */
public final class TestCertificates {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Identity authority;

    /** A certificate with its key and what leads to its issuer, its own first. */
    public record Identity(List<X509Certificate> chain, KeyPair key) {
        /** Returns its own certificate. */
        public X509Certificate own() {
            return chain.get(0);
        }

        /** Reads what {@link #pem} and {@link #keyPem} wrote, of a key on a curve. */
        public static Identity parse(String pem, String keyPem) {
            try {
                List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
                byte[] der = Base64.getMimeDecoder()
                        .decode(keyPem.replaceAll("-----[A-Z ]+-----", "").trim());
                return new Identity(
                        chain,
                        new KeyPair(
                                chain.get(0).getPublicKey(),
                                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der))));
            } catch (java.security.GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        /** Returns the chain in PEM. */
        public String pem() {
            StringBuilder pem = new StringBuilder();
            chain.forEach(certificate -> pem.append(TestCertificates.pem("CERTIFICATE", encoded(certificate))));
            return pem.toString();
        }

        /** Returns the key in PEM, PKCS #8. */
        public String keyPem() {
            return TestCertificates.pem("PRIVATE KEY", key.getPrivate().getEncoded());
        }
    }

    /** What a certificate shall say. */
    public record Wanted(
            String subject, List<GeneralName> names, KeyPurposeId purpose, Duration begins, Duration ends) {
        /** A client that is valid now. */
        public static Wanted client(String subject) {
            return new Wanted(
                    subject, List.of(), KeyPurposeId.id_kp_clientAuth, Duration.ofMinutes(-5), Duration.ofDays(1));
        }

        /** The same, for another time from now. */
        public Wanted valid(Duration from, Duration until) {
            return new Wanted(subject, names, purpose, from, until);
        }

        /** The same, with an alternative name. */
        public Wanted named(int kind, String name) {
            return new Wanted(subject, List.of(new GeneralName(kind, name)), purpose, begins, ends);
        }

        /** The same, for another purpose. */
        public Wanted forPurpose(KeyPurposeId other) {
            return new Wanted(subject, names, other, begins, ends);
        }
    }

    /** Makes an authority. */
    public TestCertificates(String name) {
        KeyPair key = ec();
        this.authority = new Identity(List.of(sign(name, key, name, key, new BasicConstraints(1))), key);
    }

    /** Goes on as an authority that was made before. */
    public TestCertificates(Identity authority) {
        this.authority = authority;
    }

    /** Returns the authority's own certificate. */
    public Identity authority() {
        return authority;
    }

    /** Makes an authority below this one. */
    public TestCertificates intermediate(String name) {
        KeyPair key = ec();
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(sign(
                name,
                key,
                authority.own().getSubjectX500Principal().getName(),
                authority.key(),
                new BasicConstraints(0)));
        return new TestCertificates(new Identity(chain, key));
    }

    /** Issues a certificate for a new key. */
    public Identity issue(Wanted wanted) {
        return issue(wanted, ec());
    }

    /** Issues a certificate for a key. */
    public Identity issue(Wanted wanted, KeyPair key) {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(leaf(wanted, key, authority.own().getSubjectX500Principal().getName(), authority.key()));
        if (!authority.own().getIssuerX500Principal().equals(authority.own().getSubjectX500Principal())) {
            chain.addAll(authority.chain());
        }
        return new Identity(chain, key);
    }

    /** Issues the certificate of a server at {@code localhost}. */
    public Identity server() {
        return issue(new Wanted(
                "CN=localhost",
                List.of(new GeneralName(GeneralName.dNSName, "localhost")),
                KeyPurposeId.id_kp_serverAuth,
                Duration.ofMinutes(-5),
                Duration.ofDays(1)));
    }

    /** Makes a certificate that its own key signed. */
    public static Identity selfSigned(Wanted wanted) {
        return selfSigned(wanted, ec());
    }

    /** Makes a certificate that its own key signed. */
    public static Identity selfSigned(Wanted wanted, KeyPair key) {
        return new Identity(List.of(leaf(wanted, key, wanted.subject(), key)), key);
    }

    /** In the order of RFC 4514, which the library does not follow. */
    private static X500Name name(String text) {
        return X500Name.getInstance(new X500Principal(text).getEncoded());
    }

    /** Makes a key on P-256. */
    public static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes an RSA key. */
    public static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate leaf(Wanted wanted, KeyPair key, String issuer, KeyPair issuerKey) {
        Instant now = Instant.now();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name(issuer),
                    new BigInteger(120, RANDOM),
                    Date.from(now.plus(wanted.begins())),
                    Date.from(now.plus(wanted.ends())),
                    name(wanted.subject()),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(wanted.purpose()));
            if (!wanted.names().isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(wanted.names().toArray(GeneralName[]::new)));
            }
            return certificate(builder, issuerKey);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate sign(
            String subject, KeyPair key, String issuer, KeyPair issuerKey, BasicConstraints constraints) {
        Instant now = Instant.now();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name(issuer),
                    new BigInteger(120, RANDOM),
                    Date.from(now.minus(Duration.ofDays(10))),
                    Date.from(now.plus(Duration.ofDays(10))),
                    name(subject),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return certificate(builder, issuerKey);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate certificate(JcaX509v3CertificateBuilder builder, KeyPair signer) throws Exception {
        String algorithm = signer.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
                .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** Returns the DER of a certificate. */
    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
