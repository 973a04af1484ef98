package dev.countersign.service.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;

/** What the backchannel endpoint answers, checked as every client may expect it. */
final class Answers {
    private Answers() {}

    /** It was accepted; returns the request's name. */
    static AuthRequestID accepted(CIBAResponse response) {
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().getErrorObject().toString())
                .isTrue();
        AuthRequestID id = response.toRequestAcknowledgement().getAuthRequestID();
        assertThat(id.getValue()).matches("[A-Za-z0-9._-]{43}");
        return id;
    }

    /** It was refused; returns why. */
    static ErrorObject refusal(CIBAResponse response) {
        assertThat(response.indicatesSuccess()).isFalse();
        ErrorObject error = response.toErrorResponse().getErrorObject();
        // RFC 6749 5.2: what a description may hold.
        assertThat(error.getDescription()).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        return error;
    }

    /** It was refused as malformed. */
    static void assertInvalid(CIBAResponse response) {
        ErrorObject error = refusal(response);
        assertThat(error.getCode()).isEqualTo("invalid_request");
        assertThat(error.getHTTPStatusCode()).isEqualTo(400);
    }
}
