package dev.countersign.service.trust;

import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test. */
final class Authority {
    private final X500Principal name;
    private final KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
    private final Instant notBefore;
    final X509Certificate certificate;

    Authority(String name, Instant notBefore) {
        this.name = new X500Principal("CN=" + name);
        this.notBefore = notBefore;
        this.certificate = certify(this.name, pair.getPublic(), new GeneralNames(new GeneralName[0]));
    }

    CertificateChain certifiesHost(String dnsName, PublicKey key) {
        return CertificateChain.of(List.of(certify(
                new X500Principal("CN=" + dnsName),
                key,
                new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)))));
    }

    private X509Certificate certify(X500Principal subject, PublicKey key, GeneralNames names) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(subject.hashCode() & 0xFFFFFFFFL),
                    Date.from(notBefore),
                    Date.from(notBefore.plus(Duration.ofDays(30))),
                    subject,
                    key);
            boolean authority = names.getNames().length == 0;
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
