package dev.countersign.service.consent.store;

import dev.countersign.service.consent.AnswerTimes;
import dev.countersign.service.consent.ChallengeCounts;
import dev.countersign.service.consent.ChallengeFigures;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.ChallengePeriod;
import dev.countersign.service.consent.FallbackShare;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.interaction.InteractionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Figures by PostgreSQL's own means: nothing but the counts leaves the database. */
@ApplicationScoped
class PostgresChallengeFigures implements ChallengeFigures {
    /** Ended ones come from an index of their own, those on their way from the small one that expiry uses. */
    private static final String COUNT = """
            with asked as materialized (
              select purpose_name, state, asked_at, ended_at, interaction_id from consent_challenge
              where ended_at is not null and asked_at >= ? and asked_at < ? and purpose_name = coalesce(?, purpose_name)
              union all
              select purpose_name, 'open', asked_at, ended_at, interaction_id from consent_challenge
              where ended_at is null and asked_at >= ? and asked_at < ? and purpose_name = coalesce(?, purpose_name)
            ), fallen as materialized (
              select distinct interaction_id from interaction_fallback
              where decided_at >= ? and decided_at < ?
                and (cast(? as text) is null or interaction_id in (select interaction_id from asked))
            )
            select 'counts', width_bucket(asked_at, ?), purpose_name, state, count(*), null::float8, null::float8
              from asked group by 2, 3, 4
            union all
            select 'times', 0, purpose_name, null, count(*),
                percentile_cont(0.5) within group (order by extract(epoch from ended_at - asked_at)),
                percentile_cont(0.95) within group (order by extract(epoch from ended_at - asked_at))
              from asked where state = 'verified' group by grouping sets ((purpose_name), ())
            union all
            select 'fallback', (select count(*)::int from fallen), null, null, count(*), null, null
              from (select interaction_id from asked union select interaction_id from fallen) as reached""";

    private static final String REPORTS = """
            select id, interaction_id, purpose_name, asked_at, ended_at from consent_challenge
            where state = 'reported' and asked_at >= ? and asked_at < ? and purpose_name = coalesce(?, purpose_name)
              and id < coalesce(?, 'z')
            order by id desc limit ?""";

    private static final double MILLIS_IN_A_SECOND = 1_000;

    private final DataSource database;

    PostgresChallengeFigures(DataSource database) {
        this.database = database;
    }

    @Override
    public Figures count(ChallengePeriod period, List<Instant> slots) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(COUNT)) {
            int next = 1;
            for (int part = 0; part < 3; part++) {
                next = period(select, next, period);
            }
            Array starts = connection.createArrayOf(
                    "timestamptz", slots.stream().map(Timestamp::from).toArray());
            select.setArray(next, starts);
            try (ResultSet rows = select.executeQuery()) {
                return new Reading(slots).read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the challenges of a period could not be counted", e);
        }
    }

    @Override
    public List<Report> reports(ChallengePeriod period, Optional<ChallengeId> before, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(REPORTS)) {
            int next = period(select, 1, period);
            select.setString(next, before.map(ChallengeId::value).orElse(null));
            select.setInt(next + 1, limit);
            List<Report> reports = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reports.add(new Report(
                            new ChallengeId(rows.getString(1)),
                            new InteractionId(rows.getString(2)),
                            new PurposeName(rows.getString(3)),
                            rows.getTimestamp(4).toInstant(),
                            rows.getTimestamp(5).toInstant()));
                }
            }
            return reports;
        } catch (SQLException e) {
            throw new IllegalStateException("the fraud reports of a period could not be listed", e);
        }
    }

    private static int period(PreparedStatement select, int from, ChallengePeriod period) throws SQLException {
        select.setTimestamp(from, Timestamp.from(period.since()));
        select.setTimestamp(from + 1, Timestamp.from(period.until()));
        select.setString(from + 2, period.purpose().map(PurposeName::value).orElse(null));
        return from + 3;
    }

    /** What was read so far. */
    private static final class Reading {
        private record Place(int slot, String purpose) {}

        private final List<Instant> slots;
        private final Map<Place, ChallengeCounts> counts = new HashMap<>();
        private final Map<PurposeName, AnswerTimes> timesByPurpose = new HashMap<>();
        private AnswerTimes times = AnswerTimes.NONE;
        private FallbackShare fallback = new FallbackShare(0, 0);

        Reading(List<Instant> slots) {
            this.slots = slots;
        }

        Figures read(ResultSet rows) throws SQLException {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "counts" -> count(rows);
                    case "times" -> time(rows);
                    default -> fallback = new FallbackShare(rows.getLong(2), rows.getLong(5));
                }
            }
            List<Line> lines = counts.entrySet().stream()
                    .map(entry -> new Line(
                            // width_bucket counts from one.
                            slots.get(entry.getKey().slot() - 1),
                            new PurposeName(entry.getKey().purpose()),
                            entry.getValue()))
                    .toList();
            return new Figures(lines, times, timesByPurpose, fallback);
        }

        private void count(ResultSet rows) throws SQLException {
            counts.merge(
                    new Place(rows.getInt(2), rows.getString(3)),
                    new ChallengeCounts(Map.of(rows.getString(4), rows.getLong(5))),
                    ChallengeCounts::plus);
        }

        private void time(ResultSet rows) throws SQLException {
            AnswerTimes found = new AnswerTimes(rows.getLong(5), seconds(rows, 6), seconds(rows, 7));
            String purpose = rows.getString(3);
            if (purpose == null) {
                times = found;
            } else {
                timesByPurpose.put(new PurposeName(purpose), found);
            }
        }

        private static Optional<Duration> seconds(ResultSet rows, int column) throws SQLException {
            double seconds = rows.getDouble(column);
            return rows.wasNull()
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.round(seconds * MILLIS_IN_A_SECOND)));
        }
    }
}
