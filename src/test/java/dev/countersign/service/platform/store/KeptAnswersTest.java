package dev.countersign.service.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.MovingClock;
import dev.countersign.service.platform.IdempotentRequests.Answer;
import dev.countersign.service.platform.IdempotentRequests.Claim;
import dev.countersign.service.platform.IdempotentRequests.Request;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.PersonalData;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is kept of requests that may be repeated tells nobody anything for long. */
@QuarkusTest
class KeptAnswersTest {
    private static final byte[] BODY = "Alice Example".getBytes(StandardCharsets.UTF_8);

    @Inject
    DataSource database;

    @Inject
    PersonalData personalData;

    @Inject
    KeyedHash keyedHash;

    // Long ago: the keys of these days are nobody else's.
    private final MovingClock clock = new MovingClock(Instant.parse("2019-03-01T23:00:00Z"));
    private final Request request = new Request("client:crm", UUID.randomUUID().toString(), new byte[] {1, 2, 3});

    @Test
    void an_answer_is_repeated_for_a_day_and_an_old_backup_of_it_tells_nothing() throws SQLException {
        PostgresIdempotentRequests requests = new PostgresIdempotentRequests(database, personalData, keyedHash, clock);
        claim(requests);
        QuarkusTransaction.requiringNew().run(() -> requests.answered(request, new Answer(201, Map.of(), BODY)));
        clock.passes(Duration.ofHours(23));
        QuarkusTransaction.requiringNew().run(() -> prune(requests));
        assertThat(claim(requests)).isInstanceOfSatisfying(Claim.Repeated.class, repeated -> assertThat(
                        repeated.answer().body())
                .isEqualTo(BODY));
        run(
                "create table kept_answers_backup as select * from platform_idempotent_request where caller = 'client:crm'");
        try {
            clock.passes(Duration.ofDays(2));
            QuarkusTransaction.requiringNew().run(() -> prune(requests));
            run("insert into platform_idempotent_request select * from kept_answers_backup on conflict do nothing");

            assertThat(claim(requests)).isInstanceOf(Claim.Unanswered.class);
        } finally {
            run("drop table kept_answers_backup");
            run("delete from platform_idempotent_request where caller = 'client:crm'");
        }
    }

    private Claim claim(PostgresIdempotentRequests requests) {
        return QuarkusTransaction.requiringNew().call(() -> requests.claim(request));
    }

    private static void prune(PostgresIdempotentRequests requests) {
        try {
            requests.prune();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
