package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vci.CredentialError;
import dev.countersign.protocol.openid4vci.NotificationRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Keeps what a wallet tells about the credentials it got (OpenID4VCI section 11). The same may be told twice. */
@ApplicationScoped
public class TakeNotification {
    private final IssuedCredentials credentials;

    TakeNotification(IssuedCredentials credentials) {
        this.credentials = credentials;
    }

    /**
     * Takes a notification.
     *
     * @param token what the request's access token is good for: only what was issued with it can be told about
     * @param json the request's body; untrusted
     * @throws CredentialRefusedException with the error of the standard
     */
    @Transactional
    public void take(Offers.Redeemed token, JsonNode json) {
        NotificationRequest request;
        try {
            request = NotificationRequest.parse(json);
        } catch (MalformedInputException e) {
            throw new CredentialRefusedException(CredentialError.INVALID_NOTIFICATION_REQUEST, e.getMessage());
        }
        if (!credentials.notified(token.offer().id(), SecretHash.ofToken(request.notificationId()), request.event())) {
            throw new CredentialRefusedException(CredentialError.INVALID_NOTIFICATION_ID, "notification_id is unknown");
        }
    }
}
