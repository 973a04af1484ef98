package dev.countersign.service.ciba;

import java.net.URI;

/** Calls clients' notification endpoints. */
public interface NotificationSender {
    /**
     * A call.
     *
     * @param token by which the client knows us
     * @param body JSON
     */
    // Never compared, and made for one call.
    @SuppressWarnings("ArrayRecordComponent")
    record Call(URI endpoint, String token, byte[] body) {
        @Override
        public String toString() {
            return "Call to " + endpoint.getHost();
        }
    }

    /** Makes one attempt. Uses the network: never call it inside a transaction. */
    NotificationAttempt send(Call call);
}
