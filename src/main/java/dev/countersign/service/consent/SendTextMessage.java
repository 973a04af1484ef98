package dev.countersign.service.consent;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.interaction.CallerPhones;
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
 * <p>We keep only hashes of the numbers. So it goes to the number of the interaction itself, if that was opened by one; or
 * whoever asks says a number, and it must be one of the customer's: nobody has a message sent to somebody else's phone. Wrong
 * numbers count as attempts, so that nobody finds numbers out by trying.
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
     * @param to empty for the number of the interaction
     * @throws Problem not-found; forbidden when the interaction is somebody else's; state-conflict when the challenge is over
     *     or there is no gateway; invalid-value when the number is not the customer's; too-many-requests;
     *     dependency-unavailable when the gateway did not take the message
     */
    public ConsentChallenge send(ChallengeId id, Optional<PhoneNumber> to) {
        if (!gateway.configured()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "No gateway for text messages is configured.")
                    .because("text-messages-not-configured");
        }
        ClaimTextMessage.Claimed claimed = claim.claim(id, to);
        Recipient recipient = claimed.recipient()
                .orElseThrow(() -> new Problem(ProblemType.INVALID_VALUE, "The number is not one of the customer's.")
                        .at("/phone", "expected: a registered number of the customer"));
        String text = TextMessageWords.in(recipient.customer().locale(), organisation, pages.address(claimed.ask()));
        TextMessageGateway.Outcome outcome =
                gateway.send(new TextMessage(recipient.phone().e164(), text));
        claim.finish(claimed, outcome);
        if (outcome != TextMessageGateway.Outcome.SENT) {
            throw new Problem(ProblemType.DEPENDENCY_UNAVAILABLE, "The text message was not sent.")
                    .because("text-message-not-sent")
                    .retryAfter(Duration.ofSeconds(10));
        }
        return claim.now(id);
    }

    /** A customer, and a number of theirs. */
    record Recipient(Customer customer, PhoneNumber phone) {
        @Override
        public String toString() {
            return "Recipient[" + customer + "]";
        }
    }

    /** The database's side of it: short transactions before and after. */
    @ApplicationScoped
    static class ClaimTextMessage {
        private static final Duration WINDOW = Duration.ofHours(1);

        private final Challenges challenges;
        private final FindInteraction interactions;
        private final Customers customers;
        private final CallerPhones phones;
        private final TextMessages log;
        private final MoveDelivery moveDelivery;
        private final CurrentCaller caller;
        private final Clock clock;
        private final int mostInAnHour;

        ClaimTextMessage(
                Challenges challenges,
                FindInteraction interactions,
                Customers customers,
                CallerPhones phones,
                TextMessages log,
                MoveDelivery moveDelivery,
                CurrentCaller caller,
                Clock clock,
                @ConfigProperty(name = "countersign.text-messages.most-in-an-hour", defaultValue = "5")
                        int mostInAnHour) {
            this.challenges = challenges;
            this.interactions = interactions;
            this.customers = customers;
            this.phones = phones;
            this.log = log;
            this.moveDelivery = moveDelivery;
            this.caller = caller;
            this.clock = clock;
            this.mostInAnHour = mostInAnHour;
        }

        /**
         * An attempt that counts.
         *
         * @param recipient empty when the number is not the customer's
         */
        record Claimed(Ask ask, long place, Optional<Recipient> recipient) {}

        @Transactional
        Claimed claim(ChallengeId id, Optional<PhoneNumber> to) {
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
            PhoneNumber phone = to.or(() -> phones.find(ask.interaction()))
                    .orElseThrow(() -> new Problem(ProblemType.INVALID_VALUE, "The number of this call is not known.")
                            .at("/phone", "expected: a registered number of the customer"));
            // Also for the number of the interaction: it may have been taken from the customer meanwhile.
            Optional<Recipient> recipient = customers.findByPhone(phone).stream()
                    .filter(found -> found.id().equals(ask.customer()))
                    .findFirst()
                    .map(customer -> new Recipient(customer, phone));
            TextMessages.Outcome outcome =
                    recipient.isPresent() ? TextMessages.Outcome.UNKNOWN : TextMessages.Outcome.WRONG_NUMBER;
            long place = log.add(new TextMessages.Entry(id, ask.customer(), caller.name(), now, outcome));
            return new Claimed(ask, place, recipient);
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
