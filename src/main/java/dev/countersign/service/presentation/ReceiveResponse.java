package dev.countersign.service.presentation;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.openid4vp.DirectPost;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.protocol.openid4vp.PresentationVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Accepts the Holder's answer to a request, at most once.
 *
 * <p>The transaction is claimed before anything is verified, so of two answers that arrive together exactly one is judged
 * and the other gets {@link Answer.Over}. Verification runs outside any database transaction: it may fetch a status list.
 * If we stop in between, the claim lapses after {@link AnswerTurns#CLAIM_TIMEOUT} and the Holder may answer again. What
 * cannot even be read claims nothing, so that a stranger who saw the QR code cannot spoil the call with garbage.
 */
@ApplicationScoped
public class ReceiveResponse {
    private final AnswerTurns turns;
    private final PresentationVerifier verifier;

    ReceiveResponse(AnswerTurns turns, PresentationVerifier verifier) {
        this.turns = turns;
        this.verifier = verifier;
    }

    /**
     * Takes what a wallet posted.
     *
     * @param form untrusted
     * @return what the wallet is told; what the recipient learnt is durable by then
     */
    public Answer receive(RequestId id, FormParameters form) {
        Optional<Transaction> found = turns.find(id);
        if (found.isEmpty()) {
            return new Answer.Unknown();
        }
        if (!(found.get() instanceof Transaction.Waiting waiting)) {
            return new Answer.Over();
        }
        Verification<AuthorizationResponse> read;
        try {
            read = read(waiting.asked(), form);
        } catch (MalformedInputException e) {
            return new Answer.Unreadable(String.valueOf(e.getMessage()));
        }
        return read.fold(
                response -> claimed(waiting, response.value()),
                rejected -> new Answer.Unreadable(rejected.detail()),
                undecided -> new Answer.Undecided(undecided.retryAfter()));
    }

    private static Verification<AuthorizationResponse> read(Asked asked, FormParameters form) {
        return asked.key()
                .map(key -> DirectPost.receive(asked.request(), key, form))
                .orElseGet(() -> DirectPost.receive(asked.request(), form));
    }

    private Answer claimed(Transaction.Waiting waiting, AuthorizationResponse response) {
        Optional<ClaimId> claim = turns.claim(waiting.requestId());
        if (claim.isEmpty()) {
            return new Answer.Over();
        }
        try {
            return judged(waiting, claim.get(), response);
        } catch (AnswerTurns.TurnLostException e) {
            return new Answer.Over();
        }
    }

    private Answer judged(Transaction.Waiting waiting, ClaimId claim, AuthorizationResponse response) {
        if (response instanceof AuthorizationResponse.Presented presented) {
            // No database transaction is open here: this may ask the network.
            return turns.record(
                    waiting,
                    claim,
                    verifier.verify(waiting.asked().request(), presented.token())
                            .then(presentation -> turns.check(waiting, presentation)));
        }
        return turns.recordNo(waiting, claim, (AuthorizationResponse.Declined) response);
    }
}
