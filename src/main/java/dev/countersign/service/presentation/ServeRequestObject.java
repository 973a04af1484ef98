package dev.countersign.service.presentation;

import dev.countersign.protocol.openid4vp.ClientIdPrefix;
import dev.countersign.protocol.openid4vp.RequestObject;
import dev.countersign.protocol.openid4vp.WalletNonce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives a wallet the request object it asks for (OpenID4VP 1.0 sections 5.8 and 5.10). A wallet may fetch it again, as
 * after a lost connection: nonce, query and encryption key are the same, only the signature is new.
 */
@ApplicationScoped
public class ServeRequestObject {
    private final Transactions transactions;
    private final Recipients recipients;
    private final RequestStyle style;
    private final Clock clock;

    ServeRequestObject(Transactions transactions, Recipients recipients, RequestStyle style, Clock clock) {
        this.transactions = transactions;
        this.recipients = recipients;
        this.style = style;
        this.clock = clock;
    }

    /** What a wallet gets. */
    public sealed interface Served {}

    /** The compact JWS. */
    public record Signed(String requestObject) implements Served {}

    /** It was answered, cancelled, or came too late. */
    public record Over() implements Served {}

    /** There is no such request, or it was never to be fetched. */
    public record Unknown() implements Served {}

    /** Returns the request object, with the nonce that the wallet sent along in it. */
    @Transactional
    public Served serve(RequestId id, Optional<WalletNonce> walletNonce) {
        Optional<Transaction> found = transactions.find(id);
        if (found.isEmpty()) {
            return new Unknown();
        }
        Instant now = clock.instant();
        if (!(found.get() instanceof Transaction.Waiting waiting) || waiting.isOver(now)) {
            return new Over();
        }
        if (waiting.asked().request().clientId().prefix() == ClientIdPrefix.REDIRECT_URI) {
            return new Unknown();
        }
        if (!waiting.opened()) {
            // The recipient first: whoever cancels locks its side first too, so the two never wait for each other.
            recipients
                    .named(waiting.addressee().recipient())
                    .opened(waiting.addressee().reference());
            transactions.markOpened(id);
        }
        return new Signed(RequestObject.sign(
                        waiting.asked().request(),
                        new RequestObject.Validity(now, waiting.expiresAt()),
                        walletNonce,
                        style.signer(waiting.asked().request().clientId()))
                .compact());
    }
}
