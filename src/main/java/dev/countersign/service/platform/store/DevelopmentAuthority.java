package dev.countersign.service.platform.store;

import dev.countersign.service.platform.Random;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the certificates of the development posture. Nobody outside this machine has a reason to trust it. */
final class DevelopmentAuthority {
    static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private static final Duration BACKDATED = Duration.ofMinutes(5);
    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    private static final Duration LEAF_LIFETIME = Duration.ofDays(365);
    private static final int SERIAL_BYTES = 16;

    private final KeyPair key;
    private final Random random;

    DevelopmentAuthority(KeyPair key, Random random) {
        this.key = key;
        this.random = random;
    }

    /** Issues the authority's own certificate. */
    X509Certificate selfSigned(Instant now) {
        X500Name name = new X500Name("CN=Countersign development authority");
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            return sign(builder(name, name, key.getPublic(), now, AUTHORITY_LIFETIME)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key.getPublic())));
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate can always be made", e);
        }
    }

    /** Issues a certificate for a host name. */
    X509Certificate issue(X509Certificate authority, PublicKey subject, String host, Instant now) {
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            X500Name issuer =
                    X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
            return sign(builder(issuer, new X500Name("CN=" + host), subject, now, LEAF_LIFETIME)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(subject))
                    .addExtension(
                            Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(key.getPublic()))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, host))));
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate can always be made", e);
        }
    }

    private JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey subjectKey, Instant now, Duration lifetime) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(1, random.bytes(SERIAL_BYTES)),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(lifetime)),
                subject,
                subjectKey);
    }

    private X509Certificate sign(org.bouncycastle.cert.X509v3CertificateBuilder builder) {
        try {
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
            return parse(der);
        } catch (OperatorCreationException | java.io.IOException e) {
            throw new IllegalStateException("a certificate can always be signed", e);
        }
    }

    static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that we keep cannot be read", e);
        }
    }
}
