package dev.countersign.service.content.store;

import dev.countersign.service.content.Content;
import dev.countersign.service.content.ContentId;
import dev.countersign.service.content.ContentKind;
import dev.countersign.service.content.ContentPart;
import dev.countersign.service.content.ContentState;
import dev.countersign.service.content.Contents;
import dev.countersign.service.interaction.InteractionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Contents in the tables {@code content} and {@code content_part}. */
@ApplicationScoped
class PostgresContents implements Contents {
    private static final int AT_ONCE = 1_000;

    private final Statements statements;

    PostgresContents(Statements statements) {
        this.statements = statements;
    }

    @Override
    public void add(Content content, Sealed sealed) {
        statements.update(
                "insert into content (id, interaction_id, owner, kind, state, came_about_at, created_at, uploader, size,"
                        + " received, parts, store, sealed_description, sealed_progress)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                content.id().value(),
                content.interaction().value(),
                content.owner(),
                content.kind().label(),
                content.state().label(),
                content.at(),
                content.createdAt(),
                content.uploader(),
                content.size().isPresent() ? Optional.of(content.size().getAsLong()) : Optional.empty(),
                content.received(),
                content.parts(),
                content.store(),
                sealed.description(),
                sealed.progress());
    }

    @Override
    public Optional<Content> find(ContentId id) {
        return statements.list("select * from content where id = ?", PostgresContents::content, id.value()).stream()
                .findFirst();
    }

    @Override
    public Optional<Sealed> sealed(ContentId id) {
        return statements
                .list(
                        "select sealed_description, sealed_progress from content"
                                + " where id = ? and sealed_progress is not null",
                        row -> new Sealed(row.getBytes(1), row.getBytes(2)),
                        id.value())
                .stream()
                .findFirst();
    }

    @Override
    public List<Content> of(InteractionId interaction) {
        return statements.list(
                "select * from content where interaction_id = ? order by id",
                PostgresContents::content,
                interaction.value());
    }

    @Override
    public void lock(InteractionId interaction) {
        statements.lock("content:" + interaction);
    }

    @Override
    public List<ContentPart> parts(ContentId id) {
        return statements.list(
                "select number, object, length from content_part where content_id = ? order by number",
                row -> new ContentPart(row.getInt(1), row.getString(2), row.getLong(3)),
                id.value());
    }

    @Override
    public boolean append(Content before, ContentPart part, byte[] progress) {
        boolean first = statements.changesOne(
                "update content set received = received + ?, parts = parts + 1, sealed_progress = ?"
                        + " where id = ? and state = 'uploading' and received = ? and parts = ?",
                part.length(),
                progress,
                before.id().value(),
                before.received(),
                before.parts());
        if (first) {
            statements.update(
                    "insert into content_part (content_id, number, object, length) values (?, ?, ?, ?)",
                    before.id().value(),
                    part.number(),
                    part.object(),
                    part.length());
        }
        return first;
    }

    @Override
    public boolean complete(Content before, Instant at) {
        return statements.changesOne(
                "update content set state = 'complete', completed_at = ?"
                        + " where id = ? and state = 'uploading' and received = ? and parts = ?",
                at,
                before.id().value(),
                before.received(),
                before.parts());
    }

    @Override
    public boolean erase(ContentId id, ContentState from) {
        boolean erased = statements.changesOne(
                "update content set state = 'erased', sealed_description = null, sealed_progress = null"
                        + " where id = ? and state = ?",
                id.value(),
                from.label());
        if (erased) {
            statements.update("delete from content_part where content_id = ?", id.value());
        }
        return erased;
    }

    @Override
    public void erase(Collection<ContentId> ids) {
        for (ContentId id : ids) {
            statements.update(
                    "update content set state = 'erased', sealed_description = null, sealed_progress = null where id = ?",
                    id.value());
            statements.update("delete from content_part where content_id = ?", id.value());
        }
    }

    @Override
    public List<ContentId> ofOwner(String owner) {
        return statements.list(
                "select id from content where owner = ? and state <> 'erased'",
                row -> new ContentId(row.getString(1)),
                owner);
    }

    @Override
    public List<ContentId> unfinishedBefore(Instant instant) {
        return statements.list(
                "select id from content where state = 'uploading' and created_at < ? order by id limit " + AT_ONCE,
                row -> new ContentId(row.getString(1)),
                instant);
    }

    @Override
    public Set<String> referenced(Collection<String> objects) {
        return Set.copyOf(statements.list(
                "select object from content_part where object = any (string_to_array(?, ' '))",
                row -> row.getString(1),
                String.join(" ", objects)));
    }

    private static Content content(ResultSet row) throws SQLException {
        long size = row.getLong("size");
        return new Content(
                new ContentId(row.getString("id")),
                new InteractionId(row.getString("interaction_id")),
                row.getString("owner"),
                ContentKind.ofLabel(row.getString("kind")).orElseThrow(),
                ContentState.ofLabel(row.getString("state")),
                Statements.instant(row, "came_about_at").orElseThrow(),
                Statements.instant(row, "created_at").orElseThrow(),
                row.getString("uploader"),
                row.getObject("size") == null ? OptionalLong.empty() : OptionalLong.of(size),
                row.getLong("received"),
                row.getInt("parts"),
                row.getString("store"),
                Statements.instant(row, "completed_at"));
    }
}
