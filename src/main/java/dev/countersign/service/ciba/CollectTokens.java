package dev.countersign.service.ciba;

import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers a poll (OpenID CIBA Core 1.0 sections 10.1 and 11). Who polls too fast is told so whichever node is asked, and of two
 * polls that arrive together one gets the tokens.
 */
@ApplicationScoped
class CollectTokens {
    /** How long tokens wait that the customer consented to in time: the last poll comes after the last answer. */
    static final Duration WAIT = Duration.ofSeconds(30);

    private static final Duration SLOWER = Duration.ofSeconds(5);

    /** What the network may make of an interval that the client kept. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private final BackchannelRequests requests;
    private final Challenges challenges;
    private final MakeTokens makeTokens;
    private final Clock clock;

    CollectTokens(BackchannelRequests requests, Challenges challenges, MakeTokens makeTokens, Clock clock) {
        this.requests = requests;
        this.challenges = challenges;
        this.makeTokens = makeTokens;
        this.clock = clock;
    }

    /** What a poll brings. A value and no exception, so that what was noted of the poll is kept. */
    sealed interface Polled {
        /** The customer consented. */
        record Granted(MakeTokens.Tokens tokens) implements Polled {}

        /** Nobody has answered yet. */
        record Pending() implements Polled {}

        /** Nobody has answered yet, and the client asks too often. */
        record TooFast() implements Polled {}

        /** There will be no consent. */
        record Denied() implements Polled {}

        /** The outcome is sent to the client, who asked in push mode. */
        record Pushed() implements Polled {}

        /** It is too late. */
        record Expired() implements Polled {}

        /** There is no such request, it is another client's, or its tokens were given out. */
        record Unknown() implements Polled {}
    }

    @Transactional
    public Polled collect(String clientId, String authReqId, MakeTokens.Holder holder) {
        Optional<BackchannelRequest> found = requests.lock(AuthReqIds.hash(authReqId))
                .filter(request -> request.clientId().equals(clientId));
        // By the mode it was asked in: a registration that was changed since brings no tokens a second time.
        if (found.filter(request -> request.mode() == DeliveryMode.PUSH).isPresent()) {
            return new Polled.Pushed();
        }
        return found.filter(request -> request.collectedAt().isEmpty())
                .map(request -> judge(request, holder))
                .orElseGet(Polled.Unknown::new);
    }

    private Polled judge(BackchannelRequest request, MakeTokens.Holder holder) {
        ConsentChallenge challenge = challenges.find(request.challenge()).orElseThrow();
        Instant now = clock.instant();
        if (!(challenge instanceof ConsentChallenge.Ended ended)) {
            return now.isBefore(request.expiresAt()) ? waiting(request, now) : new Polled.Expired();
        }
        if (ended.outcome() instanceof Outcome.Expired) {
            return new Polled.Expired();
        }
        if (!(ended.outcome() instanceof Outcome.Verified)) {
            return new Polled.Denied();
        }
        if (!now.isBefore(request.expiresAt().plus(WAIT))) {
            return new Polled.Expired();
        }
        if (!requests.collect(request, now)) {
            return new Polled.Unknown();
        }
        return new Polled.Granted(makeTokens.make(request, ended.at(), holder));
    }

    private Polled waiting(BackchannelRequest request, Instant now) {
        boolean tooFast = request.lastPolledAt()
                .filter(last -> now.isBefore(last.plus(request.interval()).minus(TOLERANCE)))
                .isPresent();
        // CIBA 11: for this and all later polls.
        requests.polled(request.polled(now, tooFast ? request.interval().plus(SLOWER) : request.interval()));
        return tooFast ? new Polled.TooFast() : new Polled.Pending();
    }
}
