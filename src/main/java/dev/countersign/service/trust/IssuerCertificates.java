package dev.countersign.service.trust;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import java.security.cert.CertificateParsingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges the certificates of a credential's header (SD-JWT VC section 3.5, x5c). */
final class IssuerCertificates {
    private static final int URI_NAME = 6;

    private IssuerCertificates() {}

    /**
     * Returns the leaf's key when the leaf names the issuer and the chain leads to one of the anchors at this time.
     *
     * @param chain as received; absent proves nothing
     */
    static IssuerKeys.Lookup find(
            IssuerId issuer, KeyPolicy.Certificates policy, Optional<CertificateChain> chain, Instant now) {
        if (chain.isEmpty() || !names(chain.get(), issuer)) {
            return new IssuerKeys.Unknown();
        }
        Set<TrustAnchor> anchors = policy.anchors().stream()
                .map(anchor -> new TrustAnchor(anchor, null))
                .collect(Collectors.toSet());
        return chain.get().verify(anchors, now) instanceof Verification.Verified<X509Certificate> leaf
                ? new IssuerKeys.Found(leaf.value().getPublicKey())
                : new IssuerKeys.Unknown();
    }

    /** Returns the issuers that a chain could be of, by the names in its leaf; unverified. */
    static List<IssuerId> namesIn(CertificateChain chain) {
        return chain.dnsNames().stream()
                .limit(10)
                .flatMap(name -> issuer(name).stream())
                .toList();
    }

    private static Optional<IssuerId> issuer(String dnsName) {
        try {
            return Optional.of(IssuerId.ofCertificateName(dnsName));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    // Exactly this name: a wildcard would let every host of a domain issue.
    private static boolean names(CertificateChain chain, IssuerId issuer) {
        return chain.dnsNames().stream().anyMatch(issuer.dnsName()::equalsIgnoreCase)
                || (issuer.kind() == IssuerId.Kind.URL && uris(chain.leaf()).contains(issuer.value()));
    }

    private static List<String> uris(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(URI_NAME).equals(name.get(0)))
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
