package dev.countersign.service.message;

import dev.countersign.protocol.log.TlogProof;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.ledger.ProveEntry;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** The wallet's side: its own copies, and nobody else's. */
@ApplicationScoped
public class ReadMessages {
    private final Messages messages;
    private final ProveEntry proveEntry;
    private final Clock clock;

    ReadMessages(Messages messages, ProveEntry proveEntry, Clock clock) {
        this.messages = messages;
        this.proveEntry = proveEntry;
        this.clock = clock;
    }

    /** Lists a wallet's messages, newest first; they count as delivered from now on. */
    @Transactional
    public Page<Messages.Received> list(WalletId wallet, PageRequest asked) {
        Page<Messages.Received> page = messages.of(wallet, asked);
        messages.delivered(
                wallet,
                page.items().stream()
                        .filter(received -> received.copy().deliveredAt().isEmpty())
                        .map(received -> received.message().id())
                        .toList(),
                clock.instant());
        return page;
    }

    /**
     * Returns the proof that the sending is in the log; empty until a checkpoint covers it.
     *
     * @throws Problem not-found when this wallet has no such message
     */
    public Optional<TlogProof> prove(WalletId wallet, MessageId id) {
        return proveEntry.prove(own(wallet, id).entry());
    }

    /**
     * Notes that the Holder read it.
     *
     * @throws Problem not-found when this wallet has no such message
     */
    @Transactional
    public void read(WalletId wallet, MessageId id) {
        messages.read(wallet, own(wallet, id).id(), clock.instant());
    }

    private StoredMessage own(WalletId wallet, MessageId id) {
        return messages.find(id, wallet)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such message."));
    }
}
