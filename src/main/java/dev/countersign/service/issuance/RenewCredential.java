package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.sdjwt.Audience;
import dev.countersign.protocol.sdjwt.KeyBinding;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.RateLimit;
import dev.countersign.service.trust.ServiceIssuerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Offers an enrolled wallet the same credential again when it is about to expire, without the customer or the bank doing anything.
 *
 * <p>What a credential says is not kept after it was issued. So the wallet presents the one that expires, whole and bound to a nonce of
 * ours, and the new one says the same: a bank that knows better revokes the old one, and a revoked one is not renewed.
 */
@ApplicationScoped
public class RenewCredential {
    /** Where wallets renew; what they bind the presentation to. */
    public static final String PATH = "/wallet/v1/renewals";

    private static final Duration MAX_SKEW = Duration.ofSeconds(60);
    private static final int MOST_IN_A_MINUTE = 5;

    private final Recognise recognise;
    private final UsedNonces usedNonces;
    private final Customers customers;
    private final OfferCredential offerCredential;
    private final Clock clock;
    private final Duration window;
    private final RateLimit<String> perWallet;

    RenewCredential(
            Recognise recognise,
            UsedNonces usedNonces,
            Customers customers,
            OfferCredential offerCredential,
            Clock clock,
            @ConfigProperty(name = "countersign.issuance.renewal-window", defaultValue = "P30D") Duration window) {
        this.recognise = recognise;
        this.usedNonces = usedNonces;
        this.customers = customers;
        this.offerCredential = offerCredential;
        this.clock = clock;
        this.window = window;
        this.perWallet = new RateLimit<>(MOST_IN_A_MINUTE, clock);
    }

    /**
     * Makes an offer, without a code to type, for the credential that is presented.
     *
     * @param presented an SD-JWT with all its disclosures and a key binding; untrusted
     * @throws Problem malformed-request; presentation-rejected; too-many-requests; state-conflict when it is too early, or it was
     *     revoked or suspended, or is another customer's
     */
    @Transactional
    public OfferCredential.Made renew(Wallet wallet, String presented) {
        perWallet.take(wallet.id().value()).ifPresent(wait -> {
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "This wallet has renewed often just now.")
                    .retryAfter(wait);
        });
        Recognise.Known known = recognise.recognise(presented);
        if (!usedNonces.use(SecretHash.ofToken(known.nonce()), clock.instant().plus(Nonces.LIFETIME))) {
            throw rejected("wrong-nonce", "The nonce was used before.");
        }
        IssuedCredential old = known.record();
        Customer customer = customers
                .find(wallet.customer())
                .filter(found -> found.id().equals(old.customer()))
                .orElseThrow(() -> refused("The credential is not this customer's."));
        if (old.status() != CredentialStatus.VALID) {
            throw refused("The credential does not stand any more (expected: valid, not suspended or revoked).");
        }
        Instant from = old.expiresAt().minus(window);
        if (clock.instant().isBefore(from)) {
            throw refused("It is too early (expected: from " + from + ").");
        }
        JsonNode claims = recognise.claims(known);
        return offerCredential.offer(
                customer,
                new OfferCredential.Wish(
                        List.of(old.type()), claims, OfferCredential.TxCodeWish.WAIVED, OfferCredential.MAX_COPIES));
    }

    private static Problem refused(String detail) {
        return new Problem(ProblemType.STATE_CONFLICT, detail);
    }

    private static Problem rejected(String reason, String detail) {
        return new Problem(ProblemType.PRESENTATION_REJECTED, detail).because(reason);
    }

    /** Recognises a credential of ours. */
    @ApplicationScoped
    static class Recognise {
        private final Nonces nonces;
        private final IssuedCredentials issued;
        private final CredentialTypes types;
        private final SdJwtVerifier verifier;
        private final PublicUrl publicUrl;

        Recognise(
                Nonces nonces,
                IssuedCredentials issued,
                CredentialTypes types,
                ServiceIssuerKeys keys,
                PublicUrl publicUrl,
                Clock clock) {
            this.nonces = nonces;
            this.issued = issued;
            this.types = types;
            this.verifier = new SdJwtVerifier(keys, clock, MAX_SKEW);
            this.publicUrl = publicUrl;
        }

        /** A credential that is ours, and that whoever presented it holds. */
        record Known(IssuedCredential record, VerifiedCredential credential, String nonce) {
            @Override
            public String toString() {
                return "Known[" + record.id() + "]";
            }
        }

        Known recognise(String presented) {
            SdJwt sdJwt = parse(presented);
            // Unverified is enough to refuse: only ours are verified here, and for those nobody is asked.
            if (!sdJwt.unverifiedClaims()
                    .path("iss")
                    .asText()
                    .equals(publicUrl.uri().toString())) {
                throw rejected("issuer-not-trusted", "The credential is none of ours.");
            }
            String nonce = sdJwt.keyBinding()
                    .map(Jws::claims)
                    .map(claims -> claims.path("nonce").asText())
                    .orElse("");
            if (!nonces.isGood(nonce)) {
                throw rejected("wrong-nonce", "The nonce is none of ours, or it has expired.");
            }
            KeyBinding binding = new KeyBinding.Required(
                    new Audience(publicUrl.resolve(PATH).toString()), new Nonce(nonce), Nonces.LIFETIME);
            VerifiedCredential credential = verifier.verify(sdJwt, binding)
                    .fold(
                            Verification.Verified::value,
                            no -> {
                                throw rejected(no.reason().wireName(), "The credential is not accepted.");
                            },
                            later -> {
                                throw new Problem(ProblemType.DEPENDENCY_UNAVAILABLE, "It cannot be checked now.")
                                        .retryAfter(later.retryAfter());
                            });
            return issued(credential)
                    .map(record -> new Known(record, credential, nonce))
                    .orElseThrow(() -> rejected("issuer-not-trusted", "The credential is none of ours."));
        }

        private Optional<IssuedCredential> issued(VerifiedCredential credential) {
            return credential.status().flatMap(status -> credential
                    .holderKey()
                    .flatMap(key -> issued.find(new IssuedCredentials.Copy(key.thumbprint(), status))));
        }

        /** Returns what the credential says about the customer, and nothing of what every credential says. */
        JsonNode claims(Known known) {
            CredentialType type = types.find(known.record().type())
                    .orElseThrow(() -> refused("Credentials of this type are not issued any more."));
            return OfferedClaims.parse(Json.print(known.credential().claims())).in(type);
        }

        private static SdJwt parse(String presented) {
            try {
                SdJwt sdJwt = SdJwt.parse(presented);
                sdJwt.unverifiedClaims();
                return sdJwt;
            } catch (MalformedInputException e) {
                throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                        .at("/credential", "expected: an SD-JWT with key binding");
            }
        }
    }
}
