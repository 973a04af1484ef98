package dev.countersign.service.consent;

import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.presentation.CancelPresentation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** What a customer does with a challenge other than consent: decline it, report it. */
@ApplicationScoped
public class RefuseChallenge {
    private final Challenges challenges;
    private final MoveChallenge moveChallenge;
    private final CancelPresentation cancelPresentation;
    private final MakeReceipt makeReceipt;
    private final Clock clock;

    RefuseChallenge(
            Challenges challenges,
            MoveChallenge moveChallenge,
            CancelPresentation cancelPresentation,
            MakeReceipt makeReceipt,
            Clock clock) {
        this.challenges = challenges;
        this.moveChallenge = moveChallenge;
        this.cancelPresentation = cancelPresentation;
        this.makeReceipt = makeReceipt;
        this.clock = clock;
    }

    /**
     * Ends it with the customer's no.
     *
     * @throws Problem not-found, also when it is another customer's; state-conflict when it was answered
     */
    @Transactional
    public void declined(ChallengeId id, Wallet wallet) {
        end(id, wallet, new Outcome.Declined(), ConsentReceipt.Answer.DECLINED);
    }

    /**
     * Ends it with an alarm at the desk: the customer says that they are not on this call.
     *
     * @throws Problem not-found, also when it is another customer's; state-conflict when it was answered
     */
    @Transactional
    public void reported(ChallengeId id, Wallet wallet) {
        end(id, wallet, new Outcome.Reported(), ConsentReceipt.Answer.REPORTED);
    }

    private void end(ChallengeId id, Wallet wallet, Outcome outcome, ConsentReceipt.Answer answered) {
        require(id, wallet);
        MoveChallenge.Moved moved = moveChallenge.move(
                id,
                challenge -> challenge instanceof ConsentChallenge.Unended unended
                        ? unended.ended(outcome, clock.instant())
                        : challenge);
        if (moved.before() instanceof ConsentChallenge.Ended ended) {
            // The same word twice, as after a lost answer, is no conflict.
            if (!ended.outcome().equals(outcome)) {
                throw new Problem(ProblemType.STATE_CONFLICT, "The challenge is over: " + ended.state() + ".");
            }
            return;
        }
        Ask ask = moved.after().ask();
        cancelPresentation.cancel(ask.transaction());
        makeReceipt.make(
                ask,
                new MakeReceipt.Answer(answered, List.of(), wallet.holderKey().thumbprint()));
    }

    private void require(ChallengeId id, Wallet wallet) {
        if (!MoveChallenge.require(challenges, id).ask().customer().equals(wallet.customer())) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such challenge.");
        }
    }
}
