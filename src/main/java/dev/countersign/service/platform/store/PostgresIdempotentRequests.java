package dev.countersign.service.platform.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.IdempotentRequests;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.TokenHash;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Requests in {@code platform_idempotent_request}. Answers may hold secrets and personal data: they are sealed under a key of their
 * day, which is destroyed soon after it, so that no old backup tells them. Of a request only a keyed hash is kept.
 */
@ApplicationScoped
class PostgresIdempotentRequests implements IdempotentRequests {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String OWNER = "idempotent:";
    private static final String PURPOSE = "idempotent_answer";
    private static final String DOMAIN = "idempotent_request";
    // A node that was away for longer leaves keys of days whose answers are long gone.
    private static final int DAYS_MADE_UP_FOR = 30;
    private static final String WHERE = " where caller = ? and key_hash = ?";

    private final DataSource database;
    private final PersonalData personalData;
    private final KeyedHash keyedHash;
    private final Clock clock;

    PostgresIdempotentRequests(DataSource database, PersonalData personalData, KeyedHash keyedHash, Clock clock) {
        this.database = database;
        this.personalData = personalData;
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Claim claim(Request request) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into platform_idempotent_request (caller, key_hash, request_hash, started_at)"
                                + " values (?, ?, ?, ?) on conflict do nothing")) {
            identify(insert, request);
            insert.setBytes(3, keyed(request));
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            return insert.executeUpdate() == 1 ? new Claim.First() : known(connection, request);
        } catch (SQLException e) {
            throw new IllegalStateException("a request could not be claimed", e);
        }
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void answered(Request request, Answer answer) {
        ObjectNode headers = Json.object();
        answer.headers().forEach(headers::put);
        String owner = OWNER + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update platform_idempotent_request set status = ?, headers = ?, body = ?, owner = ?"
                                + WHERE)) {
            update.setInt(1, answer.status());
            update.setString(2, new String(Json.print(headers), StandardCharsets.UTF_8));
            update.setBytes(3, personalData.seal(owner, purpose(request), answer.body()));
            update.setString(4, owner);
            update.setString(5, request.caller());
            update.setBytes(6, TokenHash.of(request.key()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an answer could not be kept", e);
        }
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void release(Request request) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from platform_idempotent_request" + WHERE)) {
            identify(delete, request);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a request could not be released", e);
        }
    }

    @Scheduled(every = "PT1H")
    @Transactional
    void prune() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from platform_idempotent_request where started_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(KEPT)));
            delete.executeUpdate();
        }
        // Of the day before yesterday: an answer of a day may be asked for until the end of the next.
        LocalDate last =
                LocalDate.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC).minusDays(1);
        for (int day = 0; day < DAYS_MADE_UP_FOR; day++) {
            personalData.destroy(OWNER + last.minusDays(day));
        }
    }

    private Claim known(Connection connection, Request request) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select request_hash, status, headers, body, owner from platform_idempotent_request" + WHERE)) {
            identify(select, request);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    // Released in this moment: the caller may send it again.
                    return new Claim.Unanswered();
                }
                if (!MessageDigest.isEqual(rows.getBytes(1), keyed(request))) {
                    return new Claim.AnotherRequest();
                }
                int status = rows.getInt(2);
                return rows.wasNull() ? new Claim.Unanswered() : new Claim.Repeated(answer(status, rows, request));
            } catch (ErasedDataException e) {
                // A row that an old backup brought back: what was answered is gone.
                return new Claim.Unanswered();
            }
        }
    }

    private Answer answer(int status, ResultSet rows, Request request) throws SQLException {
        Map<String, String> headers = new HashMap<>();
        Json.parseObject(rows.getString(3).getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
        return new Answer(status, headers, personalData.open(rows.getString(5), purpose(request), rows.getBytes(4)));
    }

    private byte[] keyed(Request request) {
        return keyedHash.hash(DOMAIN, Base64Url.encode(request.requestHash()));
    }

    private static void identify(PreparedStatement statement, Request request) throws SQLException {
        statement.setString(1, request.caller());
        statement.setBytes(2, TokenHash.of(request.key()));
    }

    private static String purpose(Request request) {
        return PURPOSE + ' ' + request.caller() + '\0' + request.key();
    }
}
