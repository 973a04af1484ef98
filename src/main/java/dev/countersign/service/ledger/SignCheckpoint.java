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
 * Signs the head of the tree. Only what is committed is signed, and only what is stored is shown to anybody; that two
 * nodes sign one head does no harm, since they sign alike.
 */
@ApplicationScoped
public class SignCheckpoint {
    private final LogTree tree;
    private final Checkpoints checkpoints;
    private final ForkGuard guard;
    private final LogIdentity identity;
    private final Clock clock;

    SignCheckpoint(LogTree tree, Checkpoints checkpoints, ForkGuard guard, LogIdentity identity, Clock clock) {
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.guard = guard;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Signs a checkpoint of everything that has its place, unless there is one. Call it outside a transaction.
     *
     * @throws LogSetBackException when the tree is no continuation of what was signed, or of what a witness has seen
     */
    public void sign() {
        if (guard.signedAlready(tree.head())) {
            return;
        }
        Optional<Checkpoints.Signed> newest = checkpoints.newest();
        newest.ifPresent(signed -> guard.signed(SignedNote.parse(signed.note())));
        // Read after the checkpoint, which may be another node's: the tree is never smaller than what was signed.
        TreeHead head = tree.head();
        guard.checkGrowth(head);
        guard.checkWitnesses();
        if (newest.isPresent() && newest.get().size() >= head.size()) {
            return;
        }
        NoteSigner signer = identity.signer();
        Checkpoint checkpoint = new Checkpoint(signer.verifierKey().name(), head);
        SignedNote note = SignedNote.sign(checkpoint.text(), List.of(signer));
        checkpoints.add(new Checkpoints.Signed(head.size(), note.bytes()), clock.instant());
        guard.signed(note);
    }
}
