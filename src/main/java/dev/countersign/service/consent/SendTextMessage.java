package dev.countersign.service.consent;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.push.TextMessage;
import dev.countersign.service.push.TextMessageGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends the address of a request's page to a telephone number of its customer.
 *
 * <p>We keep only hashes of the numbers, so whoever asks says the number, and it must be one of the customer's: nobody has a
 * message sent to somebody else's phone. Wrong numbers count as attempts, so that nobody finds numbers out by trying.
 */
@ApplicationScoped
public class SendTextMessage {
    private final TextMessageGateway gateway;
    private final ClaimTextMessage claim;
    private final Organisation organisation;
    private final RequestPages pages;

    SendTextMessage(TextMessageGateway gateway, ClaimTextMessage claim, Organisation organisation, RequestPages pages) {
        this.gateway = gateway;
        this.claim = claim;
        this.organisation = organisation;
        this.pages = pages;
    }

    /**
     * Sends it and waits for the gateway, for seconds; what became of it is among the deliveries.
     *
     * @throws Problem not-found; forbidden when the interaction is somebody else's; state-conflict when the challenge is over
     *     or there is no gateway; invalid-value when the number is not the customer's; too-many-requests;
     *     dependency-unavailable when the gateway did not take the message
     */
    public ConsentChallenge send(ChallengeId id, PhoneNumber to) {
        if (!gateway.configured()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "No gateway for text messages is configured.")
                    .because("text-messages-not-configured");
        }
        ClaimTextMessage.Claimed claimed = claim.claim(id, to);
        if (claimed.customer().isEmpty()) {
            throw new Problem(ProblemType.INVALID_VALUE, "The number is not one of the customer's.")
                    .at("/phone", "expected: a registered number of the customer");
        }
        String text =
                TextMessageWords.in(claimed.customer().get().locale(), organisation, pages.address(claimed.ask()));
        TextMessageGateway.Outcome outcome = gateway.send(new TextMessage(to.e164(), text));
        claim.finish(claimed, outcome);
        if (outcome != TextMessageGateway.Outcome.SENT) {
            throw new Problem(ProblemType.DEPENDENCY_UNAVAILABLE, "The text message was not sent.")
                    .because("text-message-not-sent")
                    .retryAfter(Duration.ofSeconds(10));
        }
        return claim.now(id);
    }

    /** The database's side of it: short transactions before and after. */
    @ApplicationScoped
    static class ClaimTextMessage {
        private static final Duration WINDOW = Duration.ofHours(1);

        private final Challenges challenges;
        private final FindInteraction interactions;
        private final Customers customers;
        private final TextMessages log;
        private final MoveDelivery moveDelivery;
        private final CurrentCaller caller;
        private final Clock clock;
        private final int mostInAnHour;

        ClaimTextMessage(
                Challenges challenges,
                FindInteraction interactions,
                Customers customers,
                TextMessages log,
                MoveDelivery moveDelivery,
                CurrentCaller caller,
                Clock clock,
                @ConfigProperty(name = "countersign.text-messages.most-in-an-hour", defaultValue = "5")
                        int mostInAnHour) {
            this.challenges = challenges;
            this.interactions = interactions;
            this.customers = customers;
            this.log = log;
            this.moveDelivery = moveDelivery;
            this.caller = caller;
            this.clock = clock;
            this.mostInAnHour = mostInAnHour;
        }

        /**
         * An attempt that counts.
         *
         * @param customer empty when the number is not theirs
         */
        record Claimed(Ask ask, long place, Optional<Customer> customer) {}

        @Transactional
        Claimed claim(ChallengeId id, PhoneNumber to) {
            ConsentChallenge challenge = MoveChallenge.require(challenges, id);
            Ask ask = challenge.ask();
            interactions.findOwn(ask.interaction());
            Instant now = clock.instant();
            if (!(challenge instanceof ConsentChallenge.Waiting)
                    || !ask.expiresAt().isAfter(now)) {
                throw new Problem(ProblemType.STATE_CONFLICT, "The challenge is over: " + challenge.state() + ".");
            }
            challenges.lock(ask.customer());
            limit(log.of(ask.customer(), now.minus(WINDOW)), now);
            Optional<Customer> customer = customers.findByPhone(to).stream()
                    .filter(found -> found.id().equals(ask.customer()))
                    .findFirst();
            TextMessages.Outcome outcome =
                    customer.isPresent() ? TextMessages.Outcome.UNKNOWN : TextMessages.Outcome.WRONG_NUMBER;
            long place = log.add(new TextMessages.Entry(id, ask.customer(), caller.name(), now, outcome));
            return new Claimed(ask, place, customer);
        }

        @Transactional
        void finish(Claimed claimed, TextMessageGateway.Outcome outcome) {
            boolean sent = outcome == TextMessageGateway.Outcome.SENT;
            log.finish(claimed.place(), sent ? TextMessages.Outcome.SENT : TextMessages.Outcome.FAILED);
            moveDelivery.move(
                    claimed.ask(),
                    Delivery.textMessage(sent ? DeliveryState.SENT : DeliveryState.FAILED, clock.instant()));
        }

        @Transactional
        ConsentChallenge now(ChallengeId id) {
            return MoveChallenge.require(challenges, id);
        }

        private void limit(List<Instant> attempts, Instant now) {
            if (attempts.size() >= mostInAnHour) {
                throw new Problem(
                                ProblemType.TOO_MANY_REQUESTS,
                                attempts.size() + " text messages in the last hour (expected: < " + mostInAnHour + ").")
                        .retryAfter(Duration.between(now, attempts.get(0).plus(WINDOW)));
            }
        }
    }
}
