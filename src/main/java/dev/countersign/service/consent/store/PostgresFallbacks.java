package dev.countersign.service.consent.store;

import dev.countersign.service.consent.Fallback;
import dev.countersign.service.consent.FallbackOutcome;
import dev.countersign.service.consent.Fallbacks;
import dev.countersign.service.interaction.InteractionId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

@ApplicationScoped
class PostgresFallbacks implements Fallbacks, PanacheRepositoryBase<FallbackRow, Long> {
    @Override
    @Transactional
    public void add(Fallback fallback) {
        FallbackRow row = new FallbackRow();
        row.interactionId = fallback.interaction().value();
        row.outcome = fallback.outcome().wireName();
        row.decidedBy = fallback.decidedBy();
        row.decidedAt = fallback.decidedAt();
        persistAndFlush(row);
    }

    @Override
    @Transactional
    public Optional<Fallback> latest(InteractionId interaction) {
        return find("interactionId = ?1 order by id desc", interaction.value())
                .firstResultOptional()
                .map(row -> new Fallback(
                        interaction, FallbackOutcome.named(row.outcome).orElseThrow(), row.decidedBy, row.decidedAt));
    }
}
