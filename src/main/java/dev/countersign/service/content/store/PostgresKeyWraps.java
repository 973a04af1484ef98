package dev.countersign.service.content.store;

import dev.countersign.service.content.KeyWraps;
import dev.countersign.service.interaction.InteractionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class PostgresKeyWraps implements KeyWraps {
    private final Statements statements;

    PostgresKeyWraps(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Optional<byte[]> find(InteractionId interaction, String reader) {
        return statements
                .list(
                        "select wrapped from content_key where interaction_id = ? and reader = ?",
                        row -> row.getBytes(1),
                        interaction.value(),
                        reader)
                .stream()
                .findFirst();
    }

    @Override
    public void add(InteractionId interaction, String owner, String reader, byte[] wrapped) {
        statements.update(
                "insert into content_key (interaction_id, reader, owner, wrapped) values (?, ?, ?, ?)",
                interaction.value(),
                reader,
                owner,
                wrapped);
    }

    @Override
    public void lock(InteractionId interaction) {
        statements.lock("content key:" + interaction);
    }

    @Override
    public void forget(String owner) {
        statements.update("delete from content_key where owner = ?", owner);
    }
}
