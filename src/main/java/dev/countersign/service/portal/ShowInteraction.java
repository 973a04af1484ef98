package dev.countersign.service.portal;

import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.ClaimsQuery;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Fallback;
import dev.countersign.service.consent.Fallbacks;
import dev.countersign.service.consent.Purpose;
import dev.countersign.service.consent.Purposes;
import dev.countersign.service.consent.Receipts;
import dev.countersign.service.consent.StoredReceipt;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.interaction.ReadTimeline;
import dev.countersign.service.interaction.TimelineEntry;
import dev.countersign.service.interaction.VerifiedAttribute;
import dev.countersign.service.interaction.VerifiedIdentities;
import dev.countersign.service.interaction.VerifiedIdentity;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows customers their interactions: who had them, who asked what, who saw what. Nobody else's, whatever name is tried. */
@ApplicationScoped
public class ShowInteraction {
    private final Interactions interactions;
    private final Questions questions;
    private final Looks looks;
    private final Fallbacks fallbacks;
    private final ReadTimeline readTimeline;
    private final Viewers viewers;

    ShowInteraction(
            Interactions interactions,
            Questions questions,
            Looks looks,
            Fallbacks fallbacks,
            ReadTimeline readTimeline,
            Viewers viewers) {
        this.interactions = interactions;
        this.questions = questions;
        this.looks = looks;
        this.fallbacks = fallbacks;
        this.readTimeline = readTimeline;
        this.viewers = viewers;
    }

    /**
     * One interaction as its customer sees it.
     *
     * @param agent who has it, as customers know them
     * @param fallback how the bank decided without the wallet, if it did
     * @param shared what was shared and is still kept
     * @param timeline each step, as the log commits to it
     */
    public record Own(
            Interaction interaction,
            Optional<String> agent,
            List<Question> questions,
            List<Look> looks,
            Optional<Fallback> fallback,
            List<VerifiedAttribute> shared,
            List<TimelineEntry> timeline) {
        /** Copies what it is given. */
        public Own {
            questions = List.copyOf(questions);
            looks = List.copyOf(looks);
            shared = List.copyOf(shared);
            timeline = List.copyOf(timeline);
        }

        @Override
        public String toString() {
            return "Own[" + interaction + "]";
        }
    }

    /** Returns a page of the customer's interactions, newest first, without who looked and what was shared. */
    @Transactional
    public Page<Own> list(CustomerId customer, PageRequest page) {
        return interactions
                .of(customer, page)
                .map(found -> new Own(
                        found,
                        found.agent().flatMap(viewers::account),
                        questions.of(customer, found.id()),
                        List.of(),
                        fallbacks.latest(found.id()),
                        List.of(),
                        List.of()));
    }

    /**
     * Returns one.
     *
     * @throws Problem not-found, also when it is another customer's
     */
    @Transactional
    public Own show(CustomerId customer, InteractionId id) {
        Interaction found = interactions
                .find(id)
                .filter(interaction ->
                        interaction.customer().filter(customer::equals).isPresent())
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such interaction."));
        return new Own(
                found,
                found.agent().flatMap(viewers::account),
                questions.of(customer, found.id()),
                looks.at(found.id()),
                fallbacks.latest(found.id()),
                questions.shared(found.id()),
                timeline(found.id()));
    }

    // Gap: of a longer one, its first 200 steps.
    private List<TimelineEntry> timeline(InteractionId id) {
        return readTimeline
                .read(id, new PageRequest(PageRequest.MAX_LIMIT, Optional.empty()))
                .items();
    }

    /** What was asked in an interaction. */
    @ApplicationScoped
    static class Questions {
        private final Challenges challenges;
        private final Purposes purposes;
        private final Receipts receipts;
        private final VerifiedIdentities identities;
        private final Clock clock;

        Questions(
                Challenges challenges,
                Purposes purposes,
                Receipts receipts,
                VerifiedIdentities identities,
                Clock clock) {
            this.challenges = challenges;
            this.purposes = purposes;
            this.receipts = receipts;
            this.identities = identities;
            this.clock = clock;
        }

        List<Question> of(CustomerId customer, InteractionId interaction) {
            Instant now = clock.instant();
            List<VerifiedIdentity> kept = identities.visible(interaction, now);
            return challenges.of(interaction).stream()
                    .filter(challenge -> challenge.ask().customer().equals(customer))
                    .map(challenge -> question(challenge, kept))
                    .toList();
        }

        /** Returns what was shared and is still kept. */
        List<VerifiedAttribute> shared(InteractionId interaction) {
            return identities.visible(interaction, clock.instant()).stream()
                    .flatMap(identity -> identity.attributes().stream())
                    .toList();
        }

        private Question question(ConsentChallenge challenge, List<VerifiedIdentity> kept) {
            Ask ask = challenge.ask();
            Purpose purpose = purposes.find(ask.purpose(), ask.purposeVersion()).orElseThrow();
            return new Question(
                    ask,
                    purpose.texts(),
                    asked(purpose),
                    challenge.state(),
                    kept.stream()
                            .filter(identity ->
                                    identity.challenge().equals(ask.id().value()))
                            .map(VerifiedIdentity::visibleUntil)
                            .findFirst(),
                    receipts.find(ask.id()).map(StoredReceipt::id));
        }

        private static List<ClaimPath> asked(Purpose purpose) {
            return purpose.query().credentials().stream()
                    .flatMap(credential -> credential.claims().stream().map(ClaimsQuery::path))
                    .distinct()
                    .toList();
        }
    }
}
