package dev.countersign.service.ledger;

import dev.countersign.protocol.log.SignedNote;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The newest checkpoint for others: cosigned by enough witnesses where there are any, else as the log signed it. */
@ApplicationScoped
class PublishedCheckpoint {
    private final Checkpoints checkpoints;
    private final WitnessRules rules;

    PublishedCheckpoint(Checkpoints checkpoints, WitnessRules rules) {
        this.checkpoints = checkpoints;
        this.rules = rules;
    }

    Optional<Checkpoints.Signed> newest() {
        return rules.any() ? checkpoints.newestCosigned() : checkpoints.newest();
    }

    Optional<SignedNote> note() {
        return newest().map(signed -> SignedNote.parse(signed.note()));
    }
}
