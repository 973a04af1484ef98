package dev.countersign.service.interaction.store;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Reveal;
import dev.countersign.service.interaction.Reveals;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class PostgresReveals implements Reveals, PanacheRepositoryBase<RevealRow, Long> {
    /** More than anybody may look at, whatever the operator allows. */
    private static final int MOST_LISTED = 1_000;

    @Override
    @Transactional
    public void lock(String viewer) {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))", Object.class)
                .setParameter("key", "reveal:" + viewer)
                .getSingleResult();
    }

    @Override
    @Transactional
    public List<Instant> times(String viewer, Instant since) {
        return find("viewer = ?1 and revealedAt > ?2 order by revealedAt", viewer, since).stream()
                .map(row -> row.revealedAt)
                .toList();
    }

    @Override
    @Transactional
    public List<Instant> times(InteractionId interaction, Instant since) {
        return find("interactionId = ?1 and revealedAt > ?2 order by revealedAt", interaction.value(), since).stream()
                .map(row -> row.revealedAt)
                .toList();
    }

    @Override
    @Transactional
    public void add(Reveal reveal) {
        RevealRow row = new RevealRow();
        row.interactionId = reveal.interaction().value();
        row.challengeId = reveal.challenge();
        row.viewer = reveal.viewer();
        row.claimPath = reveal.path().toString();
        row.revealedAt = reveal.at();
        persistAndFlush(row);
    }

    @Override
    @Transactional
    public List<Reveal> of(InteractionId interaction) {
        return find("interactionId = ?1 order by id desc", interaction.value()).page(0, MOST_LISTED).stream()
                .map(row -> new Reveal(
                        interaction,
                        row.challengeId,
                        ClaimPath.parse(Json.parse(row.claimPath.getBytes(StandardCharsets.UTF_8))),
                        row.viewer,
                        row.revealedAt))
                .toList();
    }
}
