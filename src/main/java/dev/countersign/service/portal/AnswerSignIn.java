package dev.countersign.service.portal;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.service.consent.CustomerOfHolder;
import dev.countersign.service.consent.NumberEntry;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.presentation.Judgement;
import dev.countersign.service.presentation.PresentationRecipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Judges the answer to a sign-in: whose credential is it, and was the number of the page typed? */
@ApplicationScoped
class AnswerSignIn implements PresentationRecipient {
    static final String RECIPIENT = "portal";

    private final SignIns signIns;
    private final CustomerOfHolder customerOfHolder;
    private final Clock clock;

    AnswerSignIn(SignIns signIns, CustomerOfHolder customerOfHolder, Clock clock) {
        this.signIns = signIns;
        this.customerOfHolder = customerOfHolder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return RECIPIENT;
    }

    @Override
    public void opened(String reference) {
        move(reference, SignIn::opened);
    }

    @Override
    public Judgement judge(String reference, VerifiedPresentation presentation) {
        Instant now = clock.instant();
        Optional<SignIn> waiting = signIns.hold(new SignInId(reference)).filter(signIn -> signIn.waits(now));
        if (waiting.isEmpty()) {
            return new Judgement.Refused("invalid_request", "The request is over.");
        }
        SignIn signIn = waiting.get();
        Optional<CustomerId> customer = customerOfHolder.owner(presentation);
        if (customer.isEmpty()) {
            signIns.change(signIn.over());
            return new Judgement.Refused("access_denied", "The answer belongs to no customer of ours.");
        }
        if (!NumberEntry.matches(signIn.number(), presentation)) {
            return wrongNumber(signIn.wrongNumber());
        }
        signIns.change(signIn.answeredBy(customer.get(), now));
        return new Judgement.Accepted(Optional.empty());
    }

    private Judgement wrongNumber(SignIn after) {
        signIns.change(after);
        return after.attemptsLeft() > 0
                ? new Judgement.TryAgain(
                        "wrong_number",
                        "The number is not the one on the page.",
                        Json.object().put("attempts_left", after.attemptsLeft()))
                : new Judgement.Refused("access_denied", "The number was wrong too often.");
    }

    @Override
    public void refused(String reference, Verification<?> outcome) {
        move(reference, SignIn::over);
    }

    @Override
    public void declined(String reference, String error) {
        move(reference, SignIn::over);
    }

    private void move(String reference, UnaryOperator<SignIn> step) {
        signIns.hold(new SignInId(reference))
                .filter(signIn -> signIn.waits(clock.instant()))
                .ifPresent(signIn -> signIns.change(step.apply(signIn)));
    }
}
