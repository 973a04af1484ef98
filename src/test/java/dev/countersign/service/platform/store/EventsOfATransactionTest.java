package dev.countersign.service.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Event;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsOfATransactionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Events events;

    @Inject
    SortableIds ids;

    @Test
    void events_of_one_transaction_reach_each_topic_in_the_order_in_which_they_were_published() {
        String one = ids.make("topic");
        String other = ids.make("topic");

        QuarkusTransaction.requiringNew().run(() -> {
            events.publish(one, "first", Json.object().put("n", 1));
            events.publish(other, "elsewhere", Json.object());
            events.publish(one, "second", Json.object().put("n", 2));
        });

        assertThat(read(one, 2)).extracting(Event::type).containsExactly("first", "second");
        assertThat(read(one, 2))
                .extracting(event -> event.data().path("n").asInt())
                .containsExactly(1, 2);
        assertThat(read(other, 1)).extracting(Event::type).containsExactly("elsewhere");
    }

    @Test
    void a_transaction_that_rolls_back_tells_nobody() {
        String topic = ids.make("topic");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    events.publish(topic, "never", Json.object());
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessageContaining("changed its mind");

        QuarkusTransaction.requiringNew().run(() -> events.publish(topic, "after", Json.object()));

        assertThat(read(topic, 1)).extracting(Event::type).containsExactly("after");
    }

    @Test
    void what_happens_before_a_stream_is_subscribed_to_is_not_lost() {
        String topic = ids.make("topic");
        Multi<Event> fromNowOn = events.stream(topic, OptionalLong.empty());

        QuarkusTransaction.requiringNew().run(() -> events.publish(topic, "in_between", Json.object()));

        assertThat(read(fromNowOn, 1)).extracting(Event::type).containsExactly("in_between");
    }

    private List<Event> read(String topic, int count) {
        return read(events.stream(topic, OptionalLong.of(0)), count);
    }

    private static List<Event> read(Multi<Event> stream, int count) {
        return stream.select().first(count).collect().asList().await().atMost(PATIENCE);
    }
}
