package dev.countersign.samples.phone;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.Enrolments;
import dev.countersign.wallet.PushKeys;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** The phone's push service: {@code POST /push/{secret}} (RFC 8030), for one subscription, delivered at once. */
final class PushEndpoint {
    private final PushRegistration registration;
    private final Enrolments enrolments;
    private final PhoneWallet wallet;
    private final Clock clock;

    /**
     * A message that somebody posts.
     *
     * @param authorization the header; empty when there is none
     * @param ttl the header; empty when there is none
     * @param encoding the header {@code Content-Encoding}
     */
    record Posted(String secret, String authorization, String ttl, String encoding) {
        @Override
        public String toString() {
            return "Posted";
        }
    }

    PushEndpoint(PushRegistration registration, Enrolments enrolments, PhoneWallet wallet, Clock clock) {
        this.registration = registration;
        this.enrolments = enrolments;
        this.wallet = wallet;
        this.clock = clock;
    }

    /** Returns the status to answer with (RFC 8030 sections 5 and 7.3, RFC 8292 section 4.2). */
    int receive(Posted posted, byte[] body, String origin) {
        if (!registration.isSecret(posted.secret())) {
            return 404;
        }
        if (body.length > PushKeys.MAX_BODY_BYTES) {
            return 413;
        }
        if (!posted.ttl().matches("[0-9]{1,9}") || !posted.encoding().equals("aes128gcm")) {
            return 400;
        }
        if (posted.authorization().isEmpty()) {
            return 401;
        }
        Verification<String> sender = Vapid.verify(posted.authorization(), allowed(), origin, clock.instant());
        if (!(sender instanceof Verification.Verified)) {
            return 403;
        }
        Verification<InboxEvent> message = registration.keys().open(body);
        if (!(message instanceof Verification.Verified<InboxEvent> opened)) {
            return 400;
        }
        if (opened.value() instanceof InboxEvent.Challenge asked) {
            wallet.pushed(asked.message());
        } else if (opened.value() instanceof InboxEvent.Closed over) {
            wallet.closed(over);
        } else if (opened.value() instanceof InboxEvent.Message) {
            wallet.messageIsThere();
        }
        return 201;
    }

    private Set<String> allowed() {
        return enrolments.all().stream().map(Enrolment::vapidPublicKey).collect(Collectors.toSet());
    }
}
