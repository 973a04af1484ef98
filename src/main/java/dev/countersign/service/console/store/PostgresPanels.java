package dev.countersign.service.console.store;

import dev.countersign.service.console.Panel;
import dev.countersign.service.console.Panels;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.TokenHash;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Panels in {@code console_panel} and its neighbours. */
@ApplicationScoped
@Transactional
class PostgresPanels implements Panels {
    private final EntityManager entities;
    private final Clock clock;

    PostgresPanels(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public void add(Secret token, Panel panel) {
        entities.createNativeQuery(
                        "insert into console_panel_token"
                                + " (token_hash, agent, interaction_id, client, ends_at, expires_at) values (?1, ?2, ?3, ?4, ?5, ?6)")
                .setParameter(1, TokenHash.of(token.text()))
                .setParameter(2, panel.agent())
                .setParameter(3, panel.interaction().value())
                .setParameter(4, panel.client())
                .setParameter(5, panel.endsAt())
                .setParameter(6, token.expiresAt())
                .executeUpdate();
    }

    @Override
    public Optional<Panel> use(String token, Instant now) {
        // One statement: the second of two waits for the first, and then finds it used.
        int used = entities.createNativeQuery("update console_panel_token set used_at = ?2"
                        + " where token_hash = ?1 and used_at is null and expires_at > ?2")
                .setParameter(1, TokenHash.of(token))
                .setParameter(2, now)
                .executeUpdate();
        return used == 0
                ? Optional.empty()
                : panel(entities.createNativeQuery(
                                "select agent, interaction_id, client, ends_at from console_panel_token"
                                        + " where token_hash = ?1",
                                Object[].class)
                        .setParameter(1, TokenHash.of(token)));
    }

    @Override
    public void open(Panel panel, Secret access, Instant now) {
        Object id = entities.createNativeQuery(
                        "insert into console_panel (agent, interaction_id, client, opened_at, ends_at)"
                                + " values (?1, ?2, ?3, ?4, ?5) returning id",
                        Long.class)
                .setParameter(1, panel.agent())
                .setParameter(2, panel.interaction().value())
                .setParameter(3, panel.client())
                .setParameter(4, now)
                .setParameter(5, panel.endsAt())
                .getSingleResult();
        entities.createNativeQuery(
                        "insert into console_panel_access (token_hash, panel, expires_at) values (?1, ?2, ?3)")
                .setParameter(1, TokenHash.of(access.text()))
                .setParameter(2, id)
                .setParameter(3, access.expiresAt())
                .executeUpdate();
    }

    @Override
    public Optional<Panel> find(String access, Instant now) {
        return panel(entities.createNativeQuery(
                        "select panel.agent, panel.interaction_id, panel.client, panel.ends_at"
                                + " from console_panel_access as access join console_panel as panel on panel.id = access.panel"
                                + " where access.token_hash = ?1 and access.expires_at > ?2 and panel.ends_at > ?2",
                        Object[].class)
                .setParameter(1, TokenHash.of(access))
                .setParameter(2, now));
    }

    @Override
    public void renew(String access, Secret next) {
        entities.createNativeQuery("insert into console_panel_access (token_hash, panel, expires_at)"
                        + " select ?2, panel, ?3 from console_panel_access where token_hash = ?1")
                .setParameter(1, TokenHash.of(access))
                .setParameter(2, TokenHash.of(next.text()))
                .setParameter(3, next.expiresAt())
                .executeUpdate();
    }

    @Override
    public void end(InteractionId interaction) {
        end("interaction_id", interaction.value());
    }

    @Override
    public void end(String agent) {
        end("agent", agent);
    }

    private void end(String column, String value) {
        for (String table : List.of("console_panel_token", "console_panel")) {
            entities.createNativeQuery("delete from " + table + " where " + column + " = ?1")
                    .setParameter(1, value)
                    .executeUpdate();
        }
    }

    private static Optional<Panel> panel(Query query) {
        List<?> found = query.getResultList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) found.get(0);
        return Optional.of(new Panel(
                String.valueOf(row[0]), new InteractionId(String.valueOf(row[1])), String.valueOf(row[2]), (Instant)
                        row[3]));
    }

    @Scheduled(every = "PT10M")
    void prune() {
        Instant now = clock.instant();
        for (String gone : List.of(
                "console_panel_token where expires_at <= ?1",
                "console_panel_access where expires_at <= ?1",
                "console_panel where ends_at <= ?1")) {
            entities.createNativeQuery("delete from " + gone)
                    .setParameter(1, now)
                    .executeUpdate();
        }
    }
}
