package dev.countersign.service.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventPruningTest {
    @Inject
    Events events;

    @Inject
    DataSource database;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    SortableIds ids;

    private PostgresEvents at(Instant time) {
        return new PostgresEvents(database, Clock.fixed(time, ZoneOffset.UTC), transaction);
    }

    @Test
    void events_stay_for_a_day_so_that_a_listener_who_returns_misses_none_and_then_go() throws SQLException {
        String topic = ids.make("topic");
        Instant before = Instant.now();
        QuarkusTransaction.requiringNew().run(() -> events.publish(topic, "something", Json.object()));
        Instant after = Instant.now();

        at(before.plus(Duration.ofDays(1)).minusSeconds(1)).prune();
        assertThat(at(after).after(topic, 0, 10)).hasSize(1);

        at(after.plus(Duration.ofDays(1)).plusSeconds(1)).prune();
        assertThat(at(after).after(topic, 0, 10)).isEmpty();
    }
}
