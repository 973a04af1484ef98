package dev.countersign.service.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.message.SendingRecord;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.interaction.AppendToTimeline;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.ledger.AppendEntry;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a message to every wallet of a customer that can read one. The text lives for as long as this call runs; what is kept can be
 * read by those wallets only.
 */
@ApplicationScoped
public class SendMessage {
    private final Wallets wallets;
    private final Conversation conversation;
    private final DraftMessage draftMessage;
    private final Messages messages;
    private final AppendEntry ledger;
    private final TellWallets tellWallets;
    private final CurrentCaller caller;

    SendMessage(
            Wallets wallets,
            Conversation conversation,
            DraftMessage draftMessage,
            Messages messages,
            AppendEntry ledger,
            TellWallets tellWallets,
            CurrentCaller caller) {
        this.wallets = wallets;
        this.conversation = conversation;
        this.draftMessage = draftMessage;
        this.messages = messages;
        this.ledger = ledger;
        this.tellWallets = tellWallets;
        this.caller = caller;
    }

    /**
     * A message that was sent.
     *
     * @param contentSalt with what was written, it opens the commitment in the record; it is kept nowhere, so that whoever steals
     *     our data cannot try out what may have been said
     */
    public record Sent(StoredMessage message, List<MessageCopy> copies, Salt contentSalt) {}

    /**
     * Sends it; when this returns it is durable, and accepted by the log.
     *
     * @throws Problem not-found or forbidden for an interaction that the caller may not know of; forbidden for an agent who names
     *     none; invalid-value when it is another customer's; state-conflict when it is closed, or no wallet can read messages
     */
    @Transactional
    public Sent send(Customer customer, NewMessage message) {
        conversation.check(customer, message);
        Map<WalletId, RecipientKey> recipients = recipients(customer);
        if (recipients.isEmpty()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "No wallet of this customer can read messages.")
                    .because("no-wallet-reads-messages");
        }
        DraftMessage.Draft draft = draftMessage.draft(message, recipients, ledger.log());
        LogEntry entry = draft.record().entry(draft.recordSalt());
        StoredMessage stored = new StoredMessage(
                new MessageId(draft.record().message()),
                customer.id(),
                message.interaction(),
                caller.name(),
                draft.record(),
                draft.recordSalt(),
                ledger.append(entry));
        messages.add(stored, draft.copies());
        conversation.record(stored, entry.commitment());
        recipients
                .keySet()
                .forEach(wallet ->
                        tellWallets.tell(wallet, stored.id(), stored.record().sentAt()));
        return new Sent(stored, draft.copies(), draft.content().salt());
    }

    /** Suspended wallets are not among them: they may be in other hands. */
    private Map<WalletId, RecipientKey> recipients(Customer customer) {
        Map<WalletId, RecipientKey> recipients = new LinkedHashMap<>();
        for (Wallet wallet : wallets.active(customer.id())) {
            if (recipients.size() < SendingRecord.MAX_COPIES) {
                wallets.messageKey(wallet.id()).ifPresent(key -> recipients.put(wallet.id(), key));
            }
        }
        return recipients;
    }

    /** The interaction that a message is a part of. */
    @ApplicationScoped
    static class Conversation {
        private final FindInteraction interactions;
        private final AppendToTimeline timeline;
        private final PersonalData personalData;
        private final CurrentCaller caller;

        Conversation(
                FindInteraction interactions,
                AppendToTimeline timeline,
                PersonalData personalData,
                CurrentCaller caller) {
            this.interactions = interactions;
            this.timeline = timeline;
            this.personalData = personalData;
            this.caller = caller;
        }

        void check(Customer customer, NewMessage message) {
            // Who is erased meanwhile waits for us, and takes this message along; or we come too late.
            if (!personalData.hold(customer.id().value())) {
                throw new Problem(ProblemType.NOT_FOUND, "There is no customer with this number.");
            }
            Optional<InteractionId> named = message.interaction();
            if (named.isEmpty()) {
                // An agent writes to those whom they talk to, and to nobody else.
                if (caller.isStaff() && !caller.hasRole(Roles.SUPERVISOR)) {
                    throw new Problem(ProblemType.FORBIDDEN, "An agent writes within an interaction of their own.")
                            .because("interaction-required");
                }
                return;
            }
            Interaction interaction = interactions.find(named.get());
            if (!interaction.customer().equals(Optional.of(customer.id()))) {
                throw new Problem(ProblemType.INVALID_VALUE, "The interaction is not with this customer.")
                        .at("/interaction", "expected: an interaction with this customer");
            }
            if (!interaction.open()) {
                throw new Problem(ProblemType.STATE_CONFLICT, "The interaction is closed (expected: open).");
            }
        }

        void record(StoredMessage message, Commitment sending) {
            ObjectNode data = Json.object()
                    .put("message", message.id().value())
                    .put("by", message.sentBy())
                    .put("wallets", message.record().copies().size())
                    .put("sending", sending.toString());
            message.interaction()
                    .ifPresent(id -> timeline.append(
                            id, EntryType.MESSAGE_ADDED, data, message.record().sentAt()));
        }
    }
}
