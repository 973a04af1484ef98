package dev.countersign.service.ciba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.AccessToken;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.interaction.InteractionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Shows what an access token opens: what the customer consented to in the one challenge that it came from. */
@ApplicationScoped
public class ShowUserInfo {
    private final ConsentedClaims consentedClaims;

    ShowUserInfo(ConsentedClaims consentedClaims) {
        this.consentedClaims = consentedClaims;
    }

    /**
     * Returns the UserInfo response (OpenID Connect Core 1.0 section 5.3.2). Only the subject is left of what was withdrawn or
     * has been erased since.
     *
     * @param token verified, for UserInfo
     */
    @Transactional
    public ObjectNode show(AccessToken token) {
        ObjectNode claims = Json.object().put("sub", token.subject());
        JsonNode detail = token.claims().path(MakeTokens.AUTHORIZATION_DETAILS).path(0);
        if (detail.path("interaction").isTextual() && detail.path("challenge").isTextual()) {
            consentedClaims
                    .of(
                            new InteractionId(detail.path("interaction").textValue()),
                            new ChallengeId(detail.path("challenge").textValue()),
                            "client:" + token.clientId())
                    .ifPresent(verified -> claims.set(ConsentedClaims.VERIFIED_CLAIMS, verified));
        }
        return claims;
    }
}
