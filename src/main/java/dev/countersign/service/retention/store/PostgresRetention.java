package dev.countersign.service.retention.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.retention.DueInteraction;
import dev.countersign.service.retention.Keep;
import dev.countersign.service.retention.Purge;
import dev.countersign.service.retention.Purges;
import dev.countersign.service.retention.RetentionRule;
import dev.countersign.service.retention.RetentionRules;
import dev.countersign.service.retention.RuleName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Rules in {@code retention_rule}, reports in {@code retention_purge}. Which interactions are due is one statement over what they are about. */
@ApplicationScoped
class PostgresRetention implements RetentionRules, Purges {
    /** Each ended interaction with the rule that keeps it longest, and when its time is over. */
    private static final String OVER = """
            from interaction i
            join lateral (
              select r.name, i.closed_at + r.keep::interval as over_at from retention_rule r
              where (r.channels = '{}' or i.channel = any(r.channels))
                and (r.purposes = '{}' or exists (select 1 from consent_challenge c
                       where c.interaction_id = i.id and c.purpose_name = any(r.purposes)))
              order by over_at desc, r.name limit 1) longest on longest.over_at <= ?
            where i.closed_at is not null and i.closed_at <= ? and %s exists (select 1 from retention_hold h
              where h.released_at is null and (h.interaction_id = i.id or h.customer_id = i.customer_id))""";

    private static final String DUE =
            "select i.id, i.channel, longest.name " + OVER.formatted("not") + " order by i.closed_at, i.id limit ?";
    private static final String HELD = "select count(*) " + OVER.formatted("");

    private final DataSource database;
    private final PersonalData personalData;

    PostgresRetention(DataSource database, PersonalData personalData) {
        this.database = database;
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public List<RetentionRule> all() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select name, channels, purposes, keep from retention_rule order by name collate \"C\"");
                ResultSet rows = select.executeQuery()) {
            List<RetentionRule> rules = new ArrayList<>();
            while (rows.next()) {
                rules.add(new RetentionRule(
                        new RuleName(rows.getString(1)),
                        texts(rows.getArray(2)).stream().map(Channel::parse).collect(Collectors.toSet()),
                        texts(rows.getArray(3)).stream().map(PurposeName::new).collect(Collectors.toSet()),
                        Keep.parse(rows.getString(4))));
            }
            return rules;
        } catch (SQLException e) {
            throw new IllegalStateException("rules of retention could not be read", e);
        }
    }

    @Override
    @Transactional
    public void put(RetentionRule rule, String by, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement put = connection.prepareStatement(
                        "insert into retention_rule (name, channels, purposes, keep) values (?, ?, ?, ?)"
                                + " on conflict (name) do update set channels = excluded.channels,"
                                + " purposes = excluded.purposes, keep = excluded.keep")) {
            put.setString(1, rule.name().value());
            put.setArray(
                    2,
                    array(
                            connection,
                            rule.channels().stream().map(Channel::wireName).toList()));
            put.setArray(
                    3,
                    array(
                            connection,
                            rule.purposes().stream().map(PurposeName::value).toList()));
            put.setString(4, rule.keep().toString());
            put.executeUpdate();
            change(connection, rule.name(), rule.keep().toString(), by, at);
        } catch (SQLException e) {
            throw new IllegalStateException("a rule of retention could not be kept", e);
        }
    }

    @Override
    @Transactional
    public boolean remove(RuleName name, String by, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from retention_rule where name = ?")) {
            delete.setString(1, name.value());
            boolean removed = delete.executeUpdate() == 1;
            if (removed) {
                change(connection, name, "removed", by, at);
            }
            return removed;
        } catch (SQLException e) {
            throw new IllegalStateException("a rule of retention could not be removed", e);
        }
    }

    private static void change(Connection connection, RuleName name, String change, String by, Instant at)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into retention_rule_change (name, change, changed_by, changed_at) values (?, ?, ?, ?)")) {
            insert.setString(1, name.value());
            insert.setString(2, change);
            insert.setString(3, by);
            insert.setTimestamp(4, Timestamp.from(at));
            insert.executeUpdate();
        }
    }

    @Override
    @Transactional
    public boolean begin() {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement(
                        "select pg_try_advisory_xact_lock(hashtextextended('retention purge', 0))");
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("a purge could not begin", e);
        }
    }

    @Override
    @Transactional
    public List<DueInteraction> due(Instant now, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setTimestamp(2, Timestamp.from(now));
            select.setInt(3, most);
            List<DueInteraction> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new DueInteraction(
                            new InteractionId(rows.getString(1)),
                            Channel.parse(rows.getString(2)),
                            new RuleName(rows.getString(3))));
                }
            }
            return due;
        } catch (SQLException e) {
            throw new IllegalStateException("what is due could not be read", e);
        }
    }

    @Override
    @Transactional
    public long held(Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(HELD)) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setTimestamp(2, Timestamp.from(now));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what is held could not be counted", e);
        }
    }

    @Override
    @Transactional
    public void remove(List<DueInteraction> due) {
        List<String> ids = due.stream().map(each -> each.id().value()).toList();
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from interaction where id = any(?) returning id, customer_id")) {
            delete.setArray(1, array(connection, ids));
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(2) == null) {
                        // Of nobody known: what was sealed in it was sealed under its own name.
                        personalData.destroy(rows.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("interactions could not be removed", e);
        }
    }

    @Override
    @Transactional
    public Purge report(Purge purge) {
        ObjectNode rules = Json.object();
        purge.byRule().forEach((rule, count) -> rules.put(rule.value(), count));
        ObjectNode channels = Json.object();
        purge.byChannel().forEach((channel, count) -> channels.put(channel.wireName(), count));
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(
                        purge.id() == 0
                                ? "insert into retention_purge (started_at, ended_at, by_rule, by_channel, held)"
                                        + " values (?, ?, ?, ?, ?) returning id"
                                : "update retention_purge set started_at = ?, ended_at = ?, by_rule = ?, by_channel = ?,"
                                        + " held = ? where id = ? returning id")) {
            keep.setTimestamp(1, Timestamp.from(purge.startedAt()));
            keep.setTimestamp(2, Timestamp.from(purge.endedAt()));
            keep.setString(3, new String(Json.print(rules), StandardCharsets.UTF_8));
            keep.setString(4, new String(Json.print(channels), StandardCharsets.UTF_8));
            keep.setLong(5, purge.held());
            if (purge.id() != 0) {
                keep.setLong(6, purge.id());
            }
            try (ResultSet row = keep.executeQuery()) {
                row.next();
                return purge.named(row.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the report of a purge could not be kept", e);
        }
    }

    @Override
    @Transactional
    public Page<Purge> reports(PageRequest page) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select id, started_at, ended_at, by_rule, by_channel, held from retention_purge"
                                + " where id < ? order by id desc limit ?")) {
            select.setLong(1, page.after().map(PostgresRetention::number).orElse(Long.MAX_VALUE));
            select.setInt(2, page.limit() + 1);
            List<Purge> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Map<RuleName, Long> byRule = new HashMap<>();
                    counts(rows.getString(4)).forEach((name, count) -> byRule.put(new RuleName(name), count));
                    Map<Channel, Long> byChannel = new EnumMap<>(Channel.class);
                    counts(rows.getString(5)).forEach((name, count) -> byChannel.put(Channel.parse(name), count));
                    found.add(new Purge(
                            rows.getLong(1),
                            rows.getTimestamp(2).toInstant(),
                            rows.getTimestamp(3).toInstant(),
                            byRule,
                            byChannel,
                            rows.getLong(6)));
                }
            }
            return Page.of(found, page, purge -> Long.toString(purge.id()));
        } catch (SQLException e) {
            throw new IllegalStateException("reports of purges could not be read", e);
        }
    }

    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new HashMap<>();
        Json.parseObject(json.getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(field -> counts.put(field.getKey(), field.getValue().asLong()));
        return counts;
    }

    private static long number(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "cursor: (expected: the next_cursor of an earlier page)");
        }
    }

    private static Array array(Connection connection, Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.copyOf(Arrays.asList((String[]) array.getArray()));
    }
}
