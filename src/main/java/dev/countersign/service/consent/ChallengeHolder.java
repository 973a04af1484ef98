package dev.countersign.service.consent;

import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.presentation.PresentationRequest;
import dev.countersign.service.presentation.StartPresentation;
import dev.countersign.service.presentation.StartedPresentation;
import dev.countersign.service.presentation.WalletProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the holder at the other end of an interaction for what a purpose allows. */
@ApplicationScoped
public class ChallengeHolder {
    private final FindInteraction interactions;
    private final Purposes purposes;
    private final Wallets wallets;
    private final PushFatigue pushFatigue;
    private final DraftChallenge draft;
    private final NotifyWallets notifyWallets;
    private final CurrentCaller caller;

    ChallengeHolder(
            FindInteraction interactions,
            Purposes purposes,
            Wallets wallets,
            PushFatigue pushFatigue,
            DraftChallenge draft,
            NotifyWallets notifyWallets,
            CurrentCaller caller) {
        this.interactions = interactions;
        this.purposes = purposes;
        this.wallets = wallets;
        this.pushFatigue = pushFatigue;
        this.draft = draft;
        this.notifyWallets = notifyWallets;
        this.caller = caller;
    }

    /**
     * Makes the challenge and sends it to the customer's wallets; when this returns it is durable.
     *
     * @throws Problem not-found; forbidden when the caller may not ask this; state-conflict
     *     when the interaction is closed; not-reachable-by-wallet, the same whether the customer is unknown or has no wallet;
     *     too-many-requests when the phone was asked too often
     */
    @Transactional
    public ConsentChallenge challenge(InteractionId id, NewChallenge asked) {
        Interaction interaction = interactions.findOwn(id);
        if (!interaction.open()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The interaction is closed (expected: open).");
        }
        Purpose purpose = purposes.current(asked.purpose())
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such purpose."));
        if (caller.isStaff() && purpose.roles().stream().noneMatch(caller::hasRole)) {
            throw new Problem(ProblemType.FORBIDDEN, "Your role may not ask for this purpose.");
        }
        CustomerId customer = reachable(interaction, asked.profile());
        pushFatigue.check(customer);
        ConsentChallenge.Waiting challenge = draft.draft(interaction, customer, purpose, asked);
        notifyWallets.ask(challenge.ask());
        return challenge;
    }

    // One message for all who cannot be asked: whether somebody is a customer is not for the caller to learn.
    private CustomerId reachable(Interaction interaction, WalletProfile profile) {
        return interaction
                .customer()
                .filter(customer -> profile != WalletProfile.OWN || hasWallet(wallets.active(customer)))
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_REACHABLE_BY_WALLET,
                        "This customer cannot be reached by wallet. Use your fallback."));
    }

    private static boolean hasWallet(List<Wallet> active) {
        return !active.isEmpty();
    }

    /** Puts a challenge together and keeps it. */
    @ApplicationScoped
    static class DraftChallenge {
        private final StartPresentation startPresentation;
        private final ConsentContexts contexts;
        private final MakeBinding makeBinding;
        private final RequestPages pages;
        private final Challenges challenges;
        private final MoveChallenge moveChallenge;
        private final CurrentCaller caller;
        private final SortableIds ids;
        private final Clock clock;

        DraftChallenge(
                StartPresentation startPresentation,
                ConsentContexts contexts,
                MakeBinding makeBinding,
                RequestPages pages,
                Challenges challenges,
                MoveChallenge moveChallenge,
                CurrentCaller caller,
                SortableIds ids,
                Clock clock) {
            this.startPresentation = startPresentation;
            this.contexts = contexts;
            this.makeBinding = makeBinding;
            this.pages = pages;
            this.challenges = challenges;
            this.moveChallenge = moveChallenge;
            this.caller = caller;
            this.ids = ids;
            this.clock = clock;
        }

        ConsentChallenge.Waiting draft(
                Interaction interaction, CustomerId customer, Purpose purpose, NewChallenge asked) {
            Instant now = clock.instant();
            Instant expiresAt = now.plus(shorter(purpose.timeLimit(), asked.expiresIn()));
            ChallengeId id = new ChallengeId(ids.make("chl"));
            Binding binding = makeBinding.make(binding(purpose, asked));
            ConsentContexts.Situation situation = new ConsentContexts.Situation(
                    id, interaction, caller.displayName(), asked.bindingMessage(), now, expiresAt);
            StartedPresentation started = startPresentation.start(new PresentationRequest(
                    AnswerChallenge.RECIPIENT,
                    id.value(),
                    purpose.query(),
                    asked.profile(),
                    expiresAt,
                    Optional.of(contexts.of(situation, purpose, binding).toJson()),
                    List.of()));
            ConsentChallenge.Waiting challenge = new ConsentChallenge.Waiting(
                    new Ask(
                            id,
                            interaction.id(),
                            customer,
                            purpose.name(),
                            purpose.version(),
                            binding,
                            asked.profile(),
                            caller.name(),
                            caller.displayName(),
                            started.id(),
                            started.walletUri(),
                            pages.newToken(),
                            asked.bindingMessage(),
                            now,
                            expiresAt),
                    ConsentChallenge.Progress.REQUESTED,
                    0);
            challenges.add(challenge);
            moveChallenge.announce(challenge);
            return challenge;
        }

        private static CallBinding binding(Purpose purpose, NewChallenge asked) {
            CallBinding fitting =
                    asked.profile() == WalletProfile.OWN ? CallBinding.NUMBER_ENTRY : CallBinding.READ_BACK;
            CallBinding chosen = asked.callBinding().or(purpose::callBinding).orElse(fitting);
            // Only our own wallets have a field for the number.
            if (chosen == CallBinding.NUMBER_ENTRY && asked.profile() != WalletProfile.OWN) {
                throw new Problem(ProblemType.INVALID_VALUE, "Number entry needs one of our wallets.")
                        .at("/call_binding", "expected: read_back, display or none");
            }
            return chosen;
        }

        private static Duration shorter(Duration limit, Optional<Duration> asked) {
            return asked.filter(duration -> duration.compareTo(limit) < 0).orElse(limit);
        }
    }
}
