package dev.countersign.service.presentation;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The short database transactions around the judging of an answer: look, claim, record. */
@ApplicationScoped
class AnswerTurns {
    /** After this the turn of a node that stopped lapses: the caller is on the line. Longer than any verification. */
    static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(20);

    private final Transactions transactions;
    private final Recipients recipients;
    private final Random random;
    private final Clock clock;

    AnswerTurns(Transactions transactions, Recipients recipients, Random random, Clock clock) {
        this.transactions = transactions;
        this.recipients = recipients;
        this.random = random;
        this.clock = clock;
    }

    /** The turn was lost while the answer was judged; nothing of the judgement is kept. */
    static final class TurnLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TurnLostException() {
            super("the turn was lost", null, false, false);
        }
    }

    @Transactional
    Optional<Transaction> find(RequestId id) {
        return transactions.find(id);
    }

    @Transactional
    Optional<ClaimId> claim(RequestId id) {
        ClaimId claim = new ClaimId(random.token());
        Instant now = clock.instant();
        boolean taken = transactions.claim(id, new Transactions.Claim(claim, now, now.plus(CLAIM_TIMEOUT)));
        return taken ? Optional.of(claim) : Optional.empty();
    }

    /** Has the recipient look at what it must ask elsewhere. In no transaction. */
    Verification<VerifiedPresentation> check(Transaction.Waiting waiting, VerifiedPresentation presentation) {
        return recipient(waiting).check(waiting.addressee().reference(), presentation);
    }

    /**
     * Records a judged presentation.
     *
     * @throws TurnLostException when it was cancelled, or another node took over; nothing is recorded then
     */
    @Transactional
    Answer record(Transaction.Waiting waiting, ClaimId claim, Verification<VerifiedPresentation> outcome) {
        String reference = waiting.addressee().reference();
        // The recipient first, our own row last: whoever cancels goes the same way, so nobody waits in a circle.
        Answer answer = outcome.fold(
                verified -> answer(recipient(waiting).judge(reference, verified.value())),
                rejected -> {
                    recipient(waiting).refused(reference, rejected);
                    return new Answer.Rejected(rejected.reason());
                },
                undecided -> {
                    recipient(waiting).refused(reference, undecided);
                    return new Answer.Undecided(undecided.retryAfter());
                });
        requireTurn(
                answer instanceof Answer.TryAgain
                        ? transactions.release(waiting.requestId(), claim)
                        : transactions.end(waiting.requestId(), claim));
        return answer;
    }

    /**
     * Records that the wallet said no.
     *
     * @throws TurnLostException when it was cancelled, or another node took over; nothing is recorded then
     */
    @Transactional
    Answer recordNo(Transaction.Waiting waiting, ClaimId claim, AuthorizationResponse.Declined declined) {
        recipient(waiting).declined(waiting.addressee().reference(), declined.error());
        requireTurn(transactions.end(waiting.requestId(), claim));
        return new Answer.Taken(Optional.empty());
    }

    private PresentationRecipient recipient(Transaction.Waiting waiting) {
        return recipients.named(waiting.addressee().recipient());
    }

    private static Answer answer(Judgement judgement) {
        if (judgement instanceof Judgement.Accepted accepted) {
            return new Answer.Taken(accepted.redirect());
        }
        if (judgement instanceof Judgement.TryAgain again) {
            return new Answer.TryAgain(again.error(), again.description(), again.extra());
        }
        Judgement.Refused refused = (Judgement.Refused) judgement;
        return new Answer.Refused(refused.error(), refused.description());
    }

    private static void requireTurn(boolean held) {
        if (!held) {
            throw new TurnLostException();
        }
    }
}
