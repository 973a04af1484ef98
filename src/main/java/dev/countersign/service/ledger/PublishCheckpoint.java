package dev.countersign.service.ledger;

import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TreeHead;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Signs the head of the tree and publishes it. Only what is committed is signed, and only what is stored is published; that two
 * nodes sign one head does no harm, since they sign alike.
 */
@ApplicationScoped
public class PublishCheckpoint {
    private final LogTree tree;
    private final Checkpoints checkpoints;
    private final ForkGuard guard;
    private final LogIdentity identity;
    private final Clock clock;

    PublishCheckpoint(LogTree tree, Checkpoints checkpoints, ForkGuard guard, LogIdentity identity, Clock clock) {
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.guard = guard;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Publishes a checkpoint of everything that has its place, unless there is one. Call it outside a transaction.
     *
     * @throws LogSetBackException when the tree is no continuation of what was published
     */
    public void publish() {
        NoteSigner signer = identity.signer();
        Optional<Checkpoints.Published> newest = checkpoints.newest();
        newest.ifPresent(published -> guard.published(SignedNote.parse(published.note())));
        TreeHead head = tree.head();
        guard.checkGrowth(head);
        if (newest.isPresent() && newest.get().size() >= head.size()) {
            return;
        }
        Checkpoint checkpoint = new Checkpoint(signer.verifierKey().name(), head);
        SignedNote note = SignedNote.sign(checkpoint.text(), List.of(signer));
        checkpoints.add(new Checkpoints.Published(head.size(), note.bytes()), clock.instant());
        guard.published(note);
    }
}
