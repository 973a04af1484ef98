package dev.countersign.service.trust.store;

import dev.countersign.service.trust.IssuerId;
import dev.countersign.service.trust.KeyPolicy;
import dev.countersign.service.trust.PemCertificates;
import dev.countersign.service.trust.TrustedIssuer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One line of {@code trust_issuer}. */
@Entity
@Table(name = "trust_issuer")
class TrustedIssuerRow {
    @Id
    String issuer;

    @Column(name = "display_name")
    String displayName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] vcts;

    @Column(name = "key_method")
    String keyMethod;

    @Nullable
    String anchors;

    void take(TrustedIssuer from) {
        issuer = from.id().value();
        displayName = from.displayName();
        vcts = from.vcts().stream().sorted().toArray(String[]::new);
        keyMethod = from.keys().wireName();
        anchors = from.keys() instanceof KeyPolicy.Certificates certificates
                ? PemCertificates.print(certificates.anchors())
                : null;
    }

    TrustedIssuer toTrustedIssuer() {
        return new TrustedIssuer(new IssuerId(issuer), displayName, Set.of(vcts), policy());
    }

    private KeyPolicy policy() {
        return switch (keyMethod) {
            case "metadata" -> new KeyPolicy.Metadata();
            case "did" -> new KeyPolicy.DidDocument();
            case "x5c" -> new KeyPolicy.Certificates(PemCertificates.parse(String.valueOf(anchors)));
            default ->
                throw new IllegalStateException("key_method: " + keyMethod + " (expected: metadata, did or x5c)");
        };
    }
}
