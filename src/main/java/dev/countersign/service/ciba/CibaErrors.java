package dev.countersign.service.ciba;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ciba.CIBAError;
import dev.countersign.service.platform.OAuthProblem;

/** The errors of OpenID CIBA Core 1.0 sections 11 and 13, and of RFC 9396 section 5. */
final class CibaErrors {
    private static final int MAX_CHARS = 200;

    private CibaErrors() {}

    static OAuthProblem invalidRequest(String description) {
        return of(OAuth2Error.INVALID_REQUEST, description);
    }

    static OAuthProblem invalidScope(String description) {
        return of(OAuth2Error.INVALID_SCOPE, description);
    }

    static OAuthProblem unauthorizedClient(String description) {
        return of(OAuth2Error.UNAUTHORIZED_CLIENT, description);
    }

    static OAuthProblem invalidGrant() {
        return of(OAuth2Error.INVALID_GRANT, "The auth_req_id is unknown, used, or of another client.");
    }

    static OAuthProblem expiredToken() {
        return of(CIBAError.EXPIRED_TOKEN, "The request has expired. Make a new one.");
    }

    /** Section 13: the one refusal of a request that is not the client's mistake. */
    static OAuthProblem deniedAtOnce(String description) {
        return new OAuthProblem(403, OAuth2Error.ACCESS_DENIED.getCode(), printable(description));
    }

    static OAuthProblem denied() {
        return of(OAuth2Error.ACCESS_DENIED, "The customer did not consent, or the answer was not good.");
    }

    /** The same for all who cannot be asked: whether somebody is a customer is not for the client to learn. */
    static OAuthProblem unknownUser() {
        return of(CIBAError.UNKNOWN_USER_ID, "This customer cannot be reached by wallet. Use your fallback.");
    }

    static OAuthProblem invalidBindingMessage(String description) {
        return of(CIBAError.INVALID_BINDING_MESSAGE, description);
    }

    static OAuthProblem expiredLoginHintToken() {
        return of(CIBAError.EXPIRED_LOGIN_HINT_TOKEN, "The login_hint_token has expired.");
    }

    static OAuthProblem missingUserCode() {
        return of(CIBAError.MISSING_USER_CODE, "This customer is asked only with a user_code.");
    }

    static OAuthProblem invalidUserCode() {
        return of(CIBAError.INVALID_USER_CODE, "The user_code is wrong, or was wrong too often.");
    }

    static OAuthProblem invalidAuthorizationDetails(String description) {
        return new OAuthProblem(400, "invalid_authorization_details", printable(description));
    }

    private static OAuthProblem of(ErrorObject error, String description) {
        return new OAuthProblem(400, error.getCode(), printable(description));
    }

    /** RFC 6749 5.2: ASCII without quotes and backslashes; a library's message may hold others. */
    static String printable(String description) {
        String cut = description.length() > MAX_CHARS ? description.substring(0, MAX_CHARS) : description;
        return cut.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
