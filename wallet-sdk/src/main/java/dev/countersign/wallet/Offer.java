package dev.countersign.wallet;

import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.CredentialIssuerMetadata;
import dev.countersign.protocol.openid4vci.CredentialOffer;
import dev.countersign.protocol.openid4vci.TxCode;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an issuer offers, as the Holder should see it before accepting. Only {@link Receive} makes one.
 *
 * <p>Nobody signed it: that the issuer is who it says is shown by its address and by nothing else.
 */
public final class Offer {
    private final CredentialOffer offer;
    private final CredentialIssuerMetadata metadata;
    private final URI tokenEndpoint;

    Offer(CredentialOffer offer, CredentialIssuerMetadata metadata, URI tokenEndpoint) {
        this.offer = offer;
        this.metadata = metadata;
        this.tokenEndpoint = tokenEndpoint;
    }

    /** Returns the issuer's identifier: an address. */
    public String issuer() {
        return offer.credentialIssuer();
    }

    /** Returns how the credentials will look, in the order of the offer. */
    public List<CardDesign> cards() {
        return offer.configurationIds().stream()
                .map(id -> OfferedDesign.of(metadata, configuration(id)))
                .collect(Collectors.toList());
    }

    /** Returns how the code looks that the Holder must type; empty when none is asked for. */
    public Optional<TxCode> txCode() {
        return offer.preAuthorized().flatMap(CredentialOffer.PreAuthorized::txCode);
    }

    CredentialConfiguration configuration(String id) {
        return Objects.requireNonNull(metadata.configurations().get(id), "checked when the offer was read");
    }

    CredentialOffer offer() {
        return offer;
    }

    CredentialIssuerMetadata metadata() {
        return metadata;
    }

    URI tokenEndpoint() {
        return tokenEndpoint;
    }

    @Override
    public String toString() {
        return "Offer[" + issuer() + ", " + offer.configurationIds() + "]";
    }
}
