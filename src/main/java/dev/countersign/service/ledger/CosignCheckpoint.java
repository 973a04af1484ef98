package dev.countersign.service.ledger;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.AddCheckpointResponse;
import dev.countersign.protocol.log.NoteSignature;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TileTree;
import dev.countersign.protocol.log.WitnessPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows the newest checkpoint to the witnesses; with enough cosignatures it is published.
 *
 * <p>A witness that has seen more of the log than there is, or something else, tells that the log was set back. So nothing is
 * sequenced on a node before enough witnesses have known its newest checkpoint.
 */
@ApplicationScoped
public class CosignCheckpoint {
    private static final int ATTEMPTS = 2;

    private final Checkpoints checkpoints;
    private final LogTree tree;
    private final WitnessRules rules;
    private final WitnessLine line;
    private final ForkGuard guard;
    private final WitnessTroubles troubles = new WitnessTroubles();

    /** What each witness cosigned last, as far as this node knows; the witness knows better. */
    private final Map<String, Long> lastCosigned = new ConcurrentHashMap<>();

    /** Witnesses that have not answered yet: they are not asked again meanwhile. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread own = new Thread(task, "log-witness");
        own.setDaemon(true);
        return own;
    });

    private volatile long confirmed = -1;

    CosignCheckpoint(Checkpoints checkpoints, LogTree tree, WitnessRules rules, WitnessLine line, ForkGuard guard) {
        this.checkpoints = checkpoints;
        this.tree = tree;
        this.rules = rules;
        this.line = line;
        this.guard = guard;
    }

    /**
     * Asks the witnesses about the newest checkpoint, unless enough of them know it. Call it outside a transaction.
     *
     * @throws LogSetBackException when a witness has seen a larger tree than there is, or another, and has not cosigned since
     */
    public void cosign() {
        Optional<Checkpoints.Signed> newest = rules.any() ? checkpoints.newest() : Optional.empty();
        if (newest.isPresent() && (newest.get().size() != confirmed || !guard.mayGrow())) {
            cosign(newest.get());
        }
        guard.checkWitnesses();
    }

    private void cosign(Checkpoints.Signed newest) {
        long size = newest.size();
        WitnessPolicy policy = rules.policy();
        SignedNote cosigned = SignedNote.parse(newest.note());
        CompletionService<List<NoteSignature>> answers = new ExecutorCompletionService<>(threads);
        long asked = policy.witnesses().stream()
                .filter(witness -> underWay.add(witness.name()))
                .map(witness -> answers.submit(asking(witness, size, cosigned)))
                .count();
        List<NoteSignature> cosignatures = new ArrayList<>();
        for (long open = asked; open > 0; open--) {
            cosignatures.addAll(taken(answers));
            SignedNote shown = with(cosigned, cosignatures);
            if (policy.verify(shown) instanceof Verification.Verified) {
                // Whoever is slower is waited for by nobody; what they say about the tree counts all the same.
                checkpoints.cosign(new Checkpoints.Signed(size, shown.bytes()));
                confirmed = size;
                guard.witnessed();
                return;
            }
        }
    }

    private Callable<List<NoteSignature>> asking(WitnessPolicy.Witness witness, long size, SignedNote note) {
        return () -> {
            try {
                return ask(witness, size, note);
            } finally {
                underWay.remove(witness.name());
            }
        };
    }

    private static List<NoteSignature> taken(CompletionService<List<NoteSignature>> answers) {
        try {
            return answers.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a witness could not be asked", e.getCause());
        }
    }

    private static SignedNote with(SignedNote note, List<NoteSignature> cosignatures) {
        SignedNote cosigned = note;
        for (NoteSignature cosignature : cosignatures) {
            cosigned = cosigned.with(cosignature);
        }
        return cosigned;
    }

    private List<NoteSignature> ask(WitnessPolicy.Witness witness, long size, SignedNote note) {
        long old = Math.min(size, lastCosigned.getOrDefault(witness.name(), 0L));
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                AddCheckpointResponse answer = line.add(
                        URI.create(witness.url().orElseThrow()),
                        new AddCheckpointRequest(old, new TileTree(size, tree).proveGrowthFrom(old), note));
                if (answer instanceof AddCheckpointResponse.Cosigned cosigned) {
                    lastCosigned.put(witness.name(), size);
                    guard.knownByWitness(witness.name());
                    troubles.over(witness.name());
                    return own(witness, note, cosigned.cosignatures());
                }
                if (!(answer instanceof AddCheckpointResponse.Conflict conflict)) {
                    refused(witness.name(), answer);
                    return List.of();
                }
                guard.seenByWitness(witness.name(), conflict.size());
                if (conflict.size() > size) {
                    // Another node was faster; the next round shows the newer one.
                    return List.of();
                }
                old = conflict.size();
            }
        } catch (IOException e) {
            troubles.has(witness.name(), WitnessTroubles.Trouble.SILENT, String.valueOf(e.getMessage()));
        }
        return List.of();
    }

    private void refused(String witness, AddCheckpointResponse answer) {
        if (answer instanceof AddCheckpointResponse.Refused refused && refused.inconsistent()) {
            guard.contradictedByWitness(witness);
        }
        troubles.has(witness, WitnessTroubles.Trouble.REFUSES, "status " + answer.status());
    }

    // What others signed, or what fails, would make the whole note invalid for those who know the key.
    private static List<NoteSignature> own(
            WitnessPolicy.Witness witness, SignedNote note, List<NoteSignature> cosignatures) {
        return cosignatures.stream()
                .filter(cosignature -> new SignedNote(note.text(), List.of(cosignature)).open(List.of(witness.key()))
                        instanceof Verification.Verified)
                .limit(1)
                .toList();
    }
}
