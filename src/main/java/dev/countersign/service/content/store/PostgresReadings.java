package dev.countersign.service.content.store;

import dev.countersign.service.content.ContentId;
import dev.countersign.service.content.Reading;
import dev.countersign.service.content.ReadingId;
import dev.countersign.service.content.Readings;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Readings in the table {@code content_reading}. */
@ApplicationScoped
class PostgresReadings implements Readings {
    private static final String REASON = "content.reason:";
    private static final String BEYOND_ALL = "~";

    private final Statements statements;
    private final PersonalData personalData;

    PostgresReadings(Statements statements, PersonalData personalData) {
        this.statements = statements;
        this.personalData = personalData;
    }

    @Override
    public void add(Reading reading) {
        statements.update(
                "insert into content_reading (id, content_id, interaction_id, owner, reader, role, sealed_reason, takes_two,"
                        + " asked_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                reading.id().value(),
                reading.content().value(),
                reading.interaction().value(),
                reading.owner(),
                reading.reader(),
                reading.role(),
                reading.reason()
                        .map(reason -> personalData.seal(
                                reading.owner(), REASON + reading.id(), reason.getBytes(StandardCharsets.UTF_8))),
                reading.takesTwo(),
                reading.askedAt(),
                reading.expiresAt());
    }

    @Override
    public Optional<Reading> find(ReadingId id) {
        return statements.list("select * from content_reading where id = ?", this::reading, id.value()).stream()
                .findFirst();
    }

    @Override
    public boolean approve(ReadingId id, String approver, Instant at, Instant expiresAt) {
        return statements.changesOne(
                "update content_reading set approver = ?, approved_at = ?, expires_at = ?"
                        + " where id = ? and takes_two and approver is null and expires_at > ? and reader <> ?",
                approver,
                at,
                expiresAt,
                id.value(),
                at,
                approver);
    }

    @Override
    public boolean read(ReadingId id, Instant at) {
        return statements
                .list(
                        "update content_reading set first_read_at = coalesce(first_read_at, ?), last_read_at = ?,"
                                + " times = times + 1 where id = ? returning times",
                        row -> row.getInt(1),
                        at,
                        at,
                        id.value())
                .contains(1);
    }

    @Override
    public Page<Reading> of(InteractionId interaction, PageRequest page) {
        return page("interaction_id", interaction.value(), page);
    }

    @Override
    public Page<Reading> ofOwner(String owner, PageRequest page) {
        return page("owner", owner, page);
    }

    @Override
    public void forgetReasons(String owner) {
        statements.update("update content_reading set sealed_reason = null where owner = ?", owner);
    }

    private Page<Reading> page(String column, String value, PageRequest page) {
        List<Reading> found = statements.list(
                "select * from content_reading where " + column + " = ? and id < ? collate \"C\""
                        + " order by id collate \"C\" desc limit ?",
                this::reading,
                value,
                page.after().orElse(BEYOND_ALL),
                page.limit() + 1);
        return Page.of(found, page, reading -> reading.id().value());
    }

    private Reading reading(ResultSet row) throws SQLException {
        ReadingId id = new ReadingId(row.getString("id"));
        String owner = row.getString("owner");
        return new Reading(
                id,
                new ContentId(row.getString("content_id")),
                new InteractionId(row.getString("interaction_id")),
                owner,
                row.getString("reader"),
                row.getString("role"),
                reason(owner, id, Optional.ofNullable(row.getBytes("sealed_reason"))),
                row.getBoolean("takes_two"),
                Statements.instant(row, "asked_at").orElseThrow(),
                Optional.ofNullable(row.getString("approver")),
                Statements.instant(row, "approved_at"),
                Statements.instant(row, "expires_at").orElseThrow(),
                Statements.instant(row, "first_read_at"),
                Statements.instant(row, "last_read_at"),
                row.getInt("times"));
    }

    private Optional<String> reason(String owner, ReadingId id, Optional<byte[]> sealed) {
        try {
            return sealed.map(
                    bytes -> new String(personalData.open(owner, REASON + id, bytes), StandardCharsets.UTF_8));
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }
}
