package dev.countersign.service.ciba;

import dev.countersign.protocol.consent.BindingMessage;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client asks for (OpenID CIBA Core 1.0 section 7.1), read and, if it came signed, verified; nothing is known yet of
 * the customer.
 *
 * @param notificationToken by which the client knows us when we call it; present for ping and push
 */
record AuthenticationRequest(
        Hint hint,
        PurposeDetail detail,
        Optional<BindingMessage> bindingMessage,
        Optional<String> userCode,
        Optional<Duration> requestedExpiry,
        Optional<String> notificationToken) {
    @Override
    public String toString() {
        return "AuthenticationRequest[" + detail.purpose() + "]";
    }
}
