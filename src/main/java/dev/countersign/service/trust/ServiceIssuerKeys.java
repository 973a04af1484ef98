package dev.countersign.service.trust;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.sdjwt.IssuerKeyQuery;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * The keys of issuers: our own, which are here, and those of the {@link TrustedIssuers}.
 *
 * <p>Fails closed: an issuer that nobody wrote down, or not for this type, is untrusted before anything is fetched, so
 * nobody can make us fetch from an address of their choice.
 */
@ApplicationScoped
public class ServiceIssuerKeys implements IssuerKeys {
    private final OrganisationKeys own;
    private final OrganisationDid organisation;
    private final PublicUrl publicUrl;
    private final TrustedIssuers issuers;
    private final TrustedKeys keys;

    ServiceIssuerKeys(
            OrganisationKeys own,
            OrganisationDid organisation,
            PublicUrl publicUrl,
            TrustedIssuers issuers,
            TrustedKeys keys) {
        this.own = own;
        this.organisation = organisation;
        this.publicUrl = publicUrl;
        this.issuers = issuers;
        this.keys = keys;
    }

    @Override
    public Lookup find(IssuerKeyQuery query) {
        if (query.issuer().isPresent()
                && query.issuer().get().equals(publicUrl.uri().toString())) {
            return ownKey(query);
        }
        for (IssuerId candidate : candidates(query)) {
            Optional<TrustedIssuer> trusted = issuers.find(candidate).filter(issuer -> mayIssue(issuer, query.vct()));
            if (trusted.isPresent()) {
                return keys.find(trusted.get(), new TrustedKeys.Hints(query.keyId(), query.x5c()));
            }
        }
        return new Untrusted();
    }

    // Older keys too: what they signed is still valid. A withdrawn one only for what is older than the theft.
    private Lookup ownKey(IssuerKeyQuery query) {
        Optional<String> keyId = query.keyId();
        return own.publicKeys(KeyUse.ISSUER).stream()
                .filter(key -> keyId.isPresent() && key.keyId().equals(keyId))
                .filter(key -> organisation.counts(keyId.orElseThrow(), query.issuedAt()))
                .findFirst()
                .map(PublicJwk::toPublicKey)
                .<Lookup>map(Found::new)
                .orElseGet(Unknown::new);
    }

    // Who says iss is judged by that name only; a certificate's name counts where there is no iss.
    private static List<IssuerId> candidates(IssuerKeyQuery query) {
        if (query.issuer().isEmpty()) {
            return query.x5c().map(IssuerCertificates::namesIn).orElse(List.of());
        }
        try {
            return List.of(IssuerId.parse(query.issuer().get()));
        } catch (MalformedInputException e) {
            return List.of();
        }
    }

    private static boolean mayIssue(TrustedIssuer issuer, Optional<String> vct) {
        return vct.filter(issuer.vcts()::contains).isPresent();
    }
}
