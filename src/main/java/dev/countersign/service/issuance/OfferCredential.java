package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Offers a customer credentials: a link for the wallet, and a code that reaches the customer in another way. */
@ApplicationScoped
public class OfferCredential {
    /** How long an offer is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    /** Most copies of one credential. */
    public static final int MAX_COPIES = 10;

    /** Where offers are fetched from; the last part of the path is a secret. */
    public static final String OFFERS_PATH = "/openid4vci/offers/";

    private final Offers offers;
    private final CredentialTypes types;
    private final OfferSecrets secrets;
    private final SortableIds ids;
    private final Clock clock;

    OfferCredential(Offers offers, CredentialTypes types, OfferSecrets secrets, SortableIds ids, Clock clock) {
        this.offers = offers;
        this.types = types;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What shall be offered.
     *
     * @param configurationIds which credentials; at least one
     * @param claims as the bank sent them
     * @param txCode whether the Holder must type a code
     * @param copies of each credential, so that two verifiers cannot link them
     */
    public record Wish(List<String> configurationIds, JsonNode claims, TxCodeWish txCode, int copies) {
        /** Copies the list. */
        public Wish {
            configurationIds = List.copyOf(configurationIds);
        }

        @Override
        public String toString() {
            return "Wish" + configurationIds;
        }
    }

    /** Whether a transaction code guards the offer. */
    public enum TxCodeWish {
        /** Six digits, sent to the customer in another way. */
        DEMANDED,
        /** None: whoever sees the link can redeem it. */
        WAIVED
    }

    /**
     * An offer that was just made; its secrets are told this once.
     *
     * @param link for the wallet
     * @param txCode for the customer
     */
    public record Made(Offer offer, String link, Optional<String> txCode) {
        @Override
        public String toString() {
            return "Made[" + offer.id() + "]";
        }
    }

    /**
     * Makes an offer, good when the caller's transaction commits.
     *
     * @throws Problem {@code invalid-value} that points at what is wrong
     */
    @Transactional
    public Made offer(Customer customer, Wish wish) {
        List<CredentialType> wanted = types(wish);
        if (wish.copies() < 1 || wish.copies() > MAX_COPIES) {
            throw new Problem(ProblemType.INVALID_VALUE, "So many copies are not issued.")
                    .at("/count", "expected: 1 to " + MAX_COPIES);
        }
        OfferedClaims claims = OfferedClaims.of(wish.claims(), customer.number().value(), wanted);
        Offer offer = new Offer(
                new OfferId(ids.make("off")),
                customer.id(),
                wish.configurationIds(),
                wish.txCode() == TxCodeWish.DEMANDED,
                wish.copies(),
                clock.instant().plus(LIFETIME));
        OfferSecrets.Drawn drawn = secrets.draw(offer);
        offers.add(offer, drawn.hashed(), claims);
        return new Made(offer, drawn.link(), drawn.txCode());
    }

    private List<CredentialType> types(Wish wish) {
        List<String> ids = wish.configurationIds();
        if (ids.isEmpty() || new HashSet<>(ids).size() != ids.size()) {
            throw new Problem(ProblemType.INVALID_VALUE, "An offer names credentials, each once.")
                    .at("/credential_configuration_ids", "expected: at least one, none twice");
        }
        return ids.stream()
                .map(id -> types.find(id)
                        .orElseThrow(() -> new Problem(ProblemType.INVALID_VALUE, "A credential is not known.")
                                .at(
                                        "/credential_configuration_ids/" + ids.indexOf(id),
                                        "expected: an id of the issuer's metadata")))
                .toList();
    }
}
