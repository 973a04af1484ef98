package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.wallet.InboxEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final List<String> told = new ArrayList<>();
    private final List<Optional<String>> resumedAt = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Deque<List<String>> connections = new ArrayDeque<>();

    private final Inbox.Listener listener = new Inbox.Listener() {
        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void disconnected() {
            told.add("disconnected");
        }

        @Override
        public void received(InboxEvent event) {
            told.add(event.event());
        }
    };

    /** Each list of lines is one connection; an empty list is one that does not come about. */
    private void follow(List<List<String>> script) {
        connections.addAll(script);
        new Inbox(
                        lastEventId -> {
                            resumedAt.add(lastEventId);
                            List<String> lines = connections.poll();
                            if (lines == null || lines.isEmpty()) {
                                throw new IOException("nobody answers");
                            }
                            return lines(new ArrayDeque<>(lines));
                        },
                        pause -> {
                            pauses.add(pause);
                            if (connections.isEmpty()) {
                                throw new InterruptedException();
                            }
                        },
                        arrived -> told.add("arrived"))
                .follow(listener);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Lines lines(Deque<String> left) {
        return new Lines() {
            @Override
            public Optional<String> next() {
                return Optional.ofNullable(left.poll());
            }

            @Override
            public void close() {
                left.clear();
            }
        };
    }

    @Test
    void events_come_with_their_kind_and_comments_are_skipped() {
        follow(List.of(List.of(
                ": heartbeat",
                "id: 7",
                "event: receipt",
                "data: {\"challenge\":\"chl_1\"}",
                "",
                "event: news",
                "data: {}",
                "")));

        assertThat(told).containsExactly("connected", "receipt", "disconnected");
    }

    @Test
    void a_question_is_shown_first_and_then_said_to_have_arrived() {
        follow(List.of(List.of(
                "event: challenge",
                "data: {\"type\":\"challenge\",\"request\":\"openid4vp://?x\",\"challenge\":\"chl_1\","
                        + "\"expires_at\":\"2026-11-22T10:00:00Z\"}",
                "",
                "event: closed",
                "data: {\"challenge\":\"chl_1\",\"state\":\"expired\"}",
                "")));

        assertThat(told).containsExactly("connected", "challenge", "arrived", "closed", "disconnected");
    }

    @Test
    void a_broken_connection_resumes_behind_the_last_event() {
        follow(List.of(
                List.of("id: 7", "event: receipt", "data: {\"challenge\":\"chl_1\"}", ""),
                List.of("id: 8", "event: closed", "data: {\"challenge\":\"chl_1\",\"state\":\"expired\"}", "")));

        assertThat(resumedAt).containsExactly(Optional.empty(), Optional.of("7"));
        assertThat(told).containsExactly("connected", "receipt", "disconnected", "connected", "closed", "disconnected");
    }

    @Test
    void pauses_grow_while_nobody_answers_and_never_beyond_half_a_minute() {
        List<List<String>> silence = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            silence.add(List.of());
        }
        follow(silence);

        assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) <= 0);
        assertThat(pauses.get(8)).isGreaterThan(pauses.get(0).multipliedBy(4));
    }

    @Test
    void an_event_that_cannot_be_read_ends_the_connection_and_not_the_inbox() {
        follow(Arrays.asList(
                List.of("event: receipt", "data: not json", ""),
                List.of("event: receipt", "data: {\"challenge\":\"chl_2\"}", "")));

        assertThat(told).containsExactly("connected", "disconnected", "connected", "receipt", "disconnected");
    }
}
