package dev.countersign.service.consent;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.presentation.Judgement;
import dev.countersign.service.presentation.PresentationRecipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an answer makes of a challenge, once it is cryptographically good: does it come from the customer who was asked, and
 * from the person on the line? All but {@link #check} runs inside the transaction that records the answer.
 */
@ApplicationScoped
public class AnswerChallenge implements PresentationRecipient {
    static final String RECIPIENT = "consent";

    private final Challenges challenges;
    private final Purposes purposes;
    private final MoveChallenge moveChallenge;
    private final AcceptAnswer acceptAnswer;
    private final CustomerOfHolder customerOfHolder;
    private final ReadBackPages readBackPages;
    private final Clock clock;

    AnswerChallenge(
            Challenges challenges,
            Purposes purposes,
            MoveChallenge moveChallenge,
            AcceptAnswer acceptAnswer,
            CustomerOfHolder customerOfHolder,
            ReadBackPages readBackPages,
            Clock clock) {
        this.challenges = challenges;
        this.purposes = purposes;
        this.moveChallenge = moveChallenge;
        this.acceptAnswer = acceptAnswer;
        this.customerOfHolder = customerOfHolder;
        this.readBackPages = readBackPages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return RECIPIENT;
    }

    @Override
    public void opened(String reference) {
        moveChallenge.move(
                new ChallengeId(reference),
                challenge -> challenge instanceof ConsentChallenge.Waiting waiting
                        ? waiting.reached(ConsentChallenge.Progress.OPENED)
                        : challenge);
    }

    @Override
    public Verification<VerifiedPresentation> check(String reference, VerifiedPresentation presentation) {
        return challenges
                .find(new ChallengeId(reference))
                .map(challenge -> customerOfHolder.check(challenge.ask().customer(), presentation))
                .orElseGet(() -> Verification.verified(presentation));
    }

    @Override
    public Judgement judge(String reference, VerifiedPresentation presentation) {
        ChallengeId id = new ChallengeId(reference);
        if (!(MoveChallenge.require(challenges, id) instanceof ConsentChallenge.Waiting waiting)) {
            return over();
        }
        Instant now = clock.instant();
        if (!waiting.ask().expiresAt().isAfter(now)) {
            end(id, new Outcome.Expired());
            return over();
        }
        if (!customerOfHolder.owns(waiting.ask().customer(), presentation)) {
            // Somebody else's wallet, with good credentials of its own: the answer of another person.
            end(id, new Outcome.Rejected("not-this-customer"));
            return new Judgement.Refused("access_denied", "The answer does not belong to this request.");
        }
        if (waiting.ask().binding().kind() == CallBinding.NUMBER_ENTRY && !rightNumber(waiting.ask(), presentation)) {
            return wrongNumber(id, now);
        }
        return accept(waiting.ask(), presentation, now);
    }

    @Override
    public void refused(String reference, Verification<?> outcome) {
        Outcome end = outcome instanceof Verification.Undecided<?> undecided
                ? new Outcome.Undecided(undecided.dependency(), undecided.retryAfter())
                : outcome instanceof Verification.Rejected<?> rejected
                        ? new Outcome.Rejected(rejected.reason().wireName())
                        : new Outcome.Rejected("unknown");
        end(new ChallengeId(reference), end);
    }

    @Override
    public void declined(String reference, String error) {
        // OpenID4VP 1.0 8.5: access_denied is the Holder's no; everything else is a wallet that could not.
        end(
                new ChallengeId(reference),
                error.equals("access_denied") ? new Outcome.Declined() : new Outcome.Rejected("wallet-error"));
    }

    private Judgement accept(Ask ask, VerifiedPresentation presentation, Instant now) {
        Purpose purpose = purposes.find(ask.purpose(), ask.purposeVersion()).orElseThrow();
        ReadBackPages.Page page = readBackPages.make();
        ConsentChallenge.HeldAnswer answer = new ConsentChallenge.HeldAnswer(
                DisclosedAttributes.of(purpose.query(), presentation), holderKey(presentation), page.hash());
        boolean readBack = ask.binding().kind() == CallBinding.READ_BACK;
        MoveChallenge.Moved moved = moveChallenge.move(
                ask.id(),
                challenge -> !(challenge instanceof ConsentChallenge.Waiting waiting)
                        ? challenge
                        : readBack ? waiting.held(answer) : waiting.ended(new Outcome.Verified(), now));
        if (!(moved.before() instanceof ConsentChallenge.Waiting)) {
            return over();
        }
        if (readBack) {
            return new Judgement.Accepted(Optional.of(page.address()));
        }
        acceptAnswer.accept(ask, answer);
        return new Judgement.Accepted(Optional.empty());
    }

    private Judgement wrongNumber(ChallengeId id, Instant now) {
        ConsentChallenge after = moveChallenge
                .move(
                        id,
                        challenge -> challenge instanceof ConsentChallenge.Waiting waiting
                                ? waiting.wrongNumber(now)
                                : challenge)
                .after();
        if (after instanceof ConsentChallenge.Waiting waiting) {
            int left = ConsentChallenge.MAX_ATTEMPTS - waiting.failedAttempts();
            return new Judgement.TryAgain(
                    "wrong_number",
                    "The number is not the one that the agent said.",
                    Json.object().put("attempts_left", left));
        }
        return new Judgement.Refused("access_denied", "The number was wrong too often.");
    }

    private static boolean rightNumber(Ask ask, VerifiedPresentation presentation) {
        return NumberEntry.matches(ask.binding().code().orElseThrow(), presentation);
    }

    private static String holderKey(VerifiedPresentation presentation) {
        return credentials(presentation)
                .map(VerifiedCredential::holderKey)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow()
                .thumbprint();
    }

    private static Stream<VerifiedCredential> credentials(VerifiedPresentation presentation) {
        return presentation.credentials().values().stream().flatMap(List::stream);
    }

    private void end(ChallengeId id, Outcome outcome) {
        moveChallenge.move(
                id,
                challenge -> challenge instanceof ConsentChallenge.Unended unended
                        ? unended.ended(outcome, clock.instant())
                        : challenge);
    }

    private static Judgement over() {
        return new Judgement.Refused("invalid_request", "The request is over.");
    }
}
