package dev.countersign.samples.bot;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;

/** What came of asking. */
public sealed interface Consent {
    /**
     * The customer said yes on the phone.
     *
     * @param claims of a verified ID token; {@code verified_claims} holds what the customer consented to
     */
    record Given(IDTokenClaimsSet claims) implements Consent {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /**
     * There is no consent, so the bot must not act.
     *
     * @param error as OpenID CIBA Core 1.0 names it: {@code access_denied}, {@code expired_token}, {@code unknown_user_id} ...
     */
    record Refused(String error) implements Consent {}
}
