package dev.countersign.service.issuance;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.openid4vci.CredentialOfferLink;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Makes and recognises the secrets of offers. */
@ApplicationScoped
class OfferSecrets {
    static final int TX_CODE_DIGITS = 6;
    private static final int TX_CODES = 1_000_000;

    private final KeyedHash keyedHash;
    private final Random random;
    private final PublicUrl publicUrl;

    OfferSecrets(KeyedHash keyedHash, Random random, PublicUrl publicUrl) {
        this.keyedHash = keyedHash;
        this.random = random;
        this.publicUrl = publicUrl;
    }

    /** Secrets in the clear, and as they are stored. */
    record Drawn(String link, Optional<String> txCode, Offers.Secrets hashed) {
        @Override
        public String toString() {
            return "Drawn";
        }
    }

    Drawn draw(Offer offer) {
        String reference = random.token();
        Optional<String> txCode = offer.txCode()
                ? Optional.of(String.format("%0" + TX_CODE_DIGITS + "d", random.below(TX_CODES)))
                : Optional.empty();
        URI address = publicUrl.resolve(OfferCredential.OFFERS_PATH + reference);
        return new Drawn(
                new CredentialOfferLink.Reference(address).toLink(),
                txCode,
                new Offers.Secrets(
                        SecretHash.ofToken(reference),
                        SecretHash.ofToken(codeOf(reference)),
                        txCode.map(code -> SecretHash.of(hashOf(offer.id(), code)))));
    }

    /** Returns the pre-authorized code of the offer at this address: made from it, so that it need not be kept. */
    String codeOf(String reference) {
        return Base64Url.encode(keyedHash.hash("issuance.pre_authorized_code", reference));
    }

    /** Returns how a transaction code is stored: keyed, because six digits are quickly guessed from a plain hash. */
    byte[] hashOf(OfferId offer, String txCode) {
        return keyedHash.hash("issuance.tx_code", offer.value() + ":" + txCode);
    }
}
