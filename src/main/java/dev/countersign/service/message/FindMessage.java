package dev.countersign.service.message;

import dev.countersign.protocol.log.TlogProof;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.access.Roles;
import dev.countersign.service.ledger.ProveEntry;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Shows that a message was sent, and how far its copies came. */
@ApplicationScoped
public class FindMessage {
    private final Messages messages;
    private final ProveEntry proveEntry;
    private final CurrentCaller caller;

    FindMessage(Messages messages, ProveEntry proveEntry, CurrentCaller caller) {
        this.messages = messages;
        this.proveEntry = proveEntry;
        this.caller = caller;
    }

    /**
     * A message, and what shows that it was sent.
     *
     * @param proof that its entry is in the log; empty until a checkpoint covers it
     */
    public record Found(StoredMessage message, List<MessageCopy> copies, Optional<TlogProof> proof) {}

    /**
     * Finds one; an agent's own, any for others.
     *
     * @throws Problem not-found
     */
    @Transactional
    public Found find(MessageId id) {
        StoredMessage message = messages.find(id)
                .filter(this::mayKnow)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such message."));
        return new Found(message, messages.copies(id), proveEntry.prove(message.entry()));
    }

    private boolean mayKnow(StoredMessage message) {
        return !caller.isStaff()
                || caller.hasRole(Roles.SUPERVISOR)
                || caller.hasRole(Roles.AUDITOR)
                || caller.name().equals(message.sentBy());
    }
}
