package dev.countersign.service.issuance;

import dev.countersign.protocol.openid4vci.CredentialOffer;
import dev.countersign.protocol.openid4vci.TxCode;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Finds the offer that a wallet fetches by the address in its link (OpenID4VCI 4.1.3). */
@ApplicationScoped
public class FindOffer {
    private final Offers offers;
    private final OfferSecrets secrets;
    private final PublicUrl publicUrl;
    private final Clock clock;

    FindOffer(Offers offers, OfferSecrets secrets, PublicUrl publicUrl, Clock clock) {
        this.offers = offers;
        this.secrets = secrets;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Returns the offer with its code; empty when there is none, or it was redeemed, locked or has expired. */
    public Optional<CredentialOffer> find(String reference) {
        return offers.findByReference(SecretHash.ofToken(reference))
                .filter(offer -> clock.instant().isBefore(offer.expiresAt()))
                .map(offer -> new CredentialOffer(
                        publicUrl.uri().toString(),
                        offer.types(),
                        Optional.of(new CredentialOffer.PreAuthorized(
                                secrets.codeOf(reference), txCode(offer), Optional.empty()))));
    }

    private static Optional<TxCode> txCode(Offer offer) {
        return offer.txCode()
                ? Optional.of(new TxCode(
                        TxCode.InputMode.NUMERIC, Optional.of(OfferSecrets.TX_CODE_DIGITS), Optional.empty()))
                : Optional.empty();
    }
}
