package dev.countersign.service.issuance;

import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vci.OpenId4Vci;
import dev.countersign.protocol.openid4vci.TokenRequest;
import dev.countersign.protocol.openid4vci.TokenResponse;
import dev.countersign.protocol.wallet.EnrolmentInvitation;
import dev.countersign.service.access.TokenAnswer;
import dev.countersign.service.access.TokenForm;
import dev.countersign.service.access.TokenGrant;
import dev.countersign.service.holder.OpenEnrolment;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exchanges a pre-authorized code, once, for an access token (OpenID4VCI section 6) and, for our own wallets, a one-time
 * enrolment code.
 *
 * <p>An attempt to type the transaction code is used up before the code is compared, and stays used whatever happens
 * then: guessing in parallel gains nothing. The token is opaque and good for five minutes, which the standard still
 * counts as short-lived for a bearer token.
 */
@ApplicationScoped
public class RedeemCode implements TokenGrant {
    /** How long a token is good. */
    public static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);

    private static final String ENROLMENTS_PATH = "/wallet/v1/enrolments";

    private final Offers offers;
    private final OfferSecrets secrets;
    private final OpenEnrolment enrolments;
    private final PublicUrl publicUrl;
    private final Random random;
    private final Clock clock;

    RedeemCode(
            Offers offers,
            OfferSecrets secrets,
            OpenEnrolment enrolments,
            PublicUrl publicUrl,
            Random random,
            Clock clock) {
        this.offers = offers;
        this.secrets = secrets;
        this.enrolments = enrolments;
        this.publicUrl = publicUrl;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String grantType() {
        return OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT;
    }

    @Override
    @Transactional
    public TokenAnswer grant(TokenForm form) {
        TokenRequest request = parse(form);
        Instant now = clock.instant();
        // Unknown, used, locked and expired look alike from outside.
        Offer offer = offers.findByCode(SecretHash.ofToken(request.code()))
                .filter(found -> now.isBefore(found.expiresAt()))
                .orElseThrow(RedeemCode::wrongCode);
        if (!offer.types().containsAll(request.configurationIds())) {
            throw new OAuthProblem(
                    400, "invalid_authorization_details", "credential_configuration_id is not one of the offer");
        }
        checkTxCode(offer, request.txCode());
        String token = random.token();
        boolean identifiers = !request.configurationIds().isEmpty();
        Instant expiresAt = now.plus(TOKEN_LIFETIME);
        if (!offers.redeem(offer.id(), new Offers.Token(SecretHash.ofToken(token), identifiers, expiresAt))) {
            throw wrongCode();
        }
        EnrolmentInvitation invitation = new EnrolmentInvitation(
                publicUrl.resolve(ENROLMENTS_PATH),
                enrolments.open(offer.customer()).value());
        return new TokenAnswer(
                new TokenResponse(token, TOKEN_LIFETIME, identifiers(request), Optional.of(invitation)).toJson());
    }

    private static TokenRequest parse(TokenForm form) {
        List<FormParameters.Pair> pairs = new ArrayList<>();
        form.parameters().forEach((name, value) -> pairs.add(new FormParameters.Pair(name, value)));
        try {
            return TokenRequest.parse(FormParameters.of(pairs));
        } catch (MalformedInputException e) {
            boolean details = form.parameter("authorization_details").isPresent()
                    && form.parameter("pre-authorized_code").isPresent();
            throw new OAuthProblem(400, details ? "invalid_authorization_details" : "invalid_request", e.getMessage());
        }
    }

    private void checkTxCode(Offer offer, Optional<String> typed) {
        if (offer.txCode() != typed.isPresent()) {
            throw new OAuthProblem(
                    400, "invalid_request", offer.txCode() ? "tx_code is missing" : "tx_code is not expected");
        }
        if (!offer.txCode()) {
            return;
        }
        if (!offers.attempt(offer.id())) {
            throw wrongCode();
        }
        byte[] right = offers.txCode(offer.id()).orElseThrow(RedeemCode::wrongCode);
        if (!MessageDigest.isEqual(right, secrets.hashOf(offer.id(), typed.orElseThrow()))) {
            throw new OAuthProblem(400, "invalid_grant", "tx_code is wrong");
        }
    }

    /** Each configuration that was asked for has one credential dataset, by its own name. */
    private static Map<String, List<String>> identifiers(TokenRequest request) {
        Map<String, List<String>> identifiers = new LinkedHashMap<>();
        request.configurationIds().forEach(id -> identifiers.put(id, List.of(id)));
        return identifiers;
    }

    private static OAuthProblem wrongCode() {
        return new OAuthProblem(400, "invalid_grant", "the code is wrong, used or expired");
    }
}
