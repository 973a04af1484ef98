package dev.countersign.service.platform.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.IdempotentRequests;
import dev.countersign.service.platform.TokenHash;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Requests in {@code platform_idempotent_request}; answers are encrypted, as they may hold secrets and personal data. */
@ApplicationScoped
class PostgresIdempotentRequests implements IdempotentRequests {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String WHERE = " where caller = ? and key_hash = ?";

    private final DataSource database;
    private final KeyProduction keys;
    private final Clock clock;

    PostgresIdempotentRequests(DataSource database, KeyProduction keys, Clock clock) {
        this.database = database;
        this.keys = keys;
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
            insert.setBytes(3, request.requestHash());
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
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update platform_idempotent_request set status = ?, headers = ?, body = ?" + WHERE)) {
            update.setInt(1, answer.status());
            update.setString(2, new String(Json.print(headers), StandardCharsets.UTF_8));
            update.setBytes(3, keys.keys().dataEncryption().encrypt(answer.body(), context(request)));
            update.setString(4, request.caller());
            update.setBytes(5, TokenHash.of(request.key()));
            update.executeUpdate();
        } catch (SQLException | GeneralSecurityException e) {
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
    void prune() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from platform_idempotent_request where started_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(KEPT)));
            delete.executeUpdate();
        }
    }

    private Claim known(Connection connection, Request request) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select request_hash, status, headers, body from platform_idempotent_request" + WHERE)) {
            identify(select, request);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    // Released in this moment: the caller may send it again.
                    return new Claim.Unanswered();
                }
                if (!MessageDigest.isEqual(rows.getBytes(1), request.requestHash())) {
                    return new Claim.AnotherRequest();
                }
                int status = rows.getInt(2);
                return rows.wasNull() ? new Claim.Unanswered() : new Claim.Repeated(answer(status, rows, request));
            }
        }
    }

    private Answer answer(int status, ResultSet rows, Request request) throws SQLException {
        Map<String, String> headers = new HashMap<>();
        Json.parseObject(rows.getString(3).getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asText()));
        try {
            return new Answer(
                    status, headers, keys.keys().dataEncryption().decrypt(rows.getBytes(4), context(request)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept answer was changed, or encrypted by another key", e);
        }
    }

    private static void identify(PreparedStatement statement, Request request) throws SQLException {
        statement.setString(1, request.caller());
        statement.setBytes(2, TokenHash.of(request.key()));
    }

    private static byte[] context(Request request) {
        return ("idempotent " + request.caller() + '\0' + request.key()).getBytes(StandardCharsets.UTF_8);
    }
}
