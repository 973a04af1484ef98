package dev.countersign.service.consent;

import static dev.countersign.service.consent.ConsentDuringACallTest.approve;
import static dev.countersign.service.consent.ConsentDuringACallTest.open;
import static dev.countersign.service.consent.PushFatigueTest.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Inbox;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call makes of a push service in trouble, and of an answer that comes too late. */
@QuarkusTest
class TroubleDuringACallTest {
    /** Longer than the time limit of the purpose that {@link Desk} asks for. */
    private static final Duration TOO_LONG = Duration.ofMinutes(3);

    @Inject
    ExpireChallenges expireChallenges;

    @ParameterizedTest
    @EnumSource
    void a_push_service_in_trouble_does_not_keep_the_challenge_from_the_inbox(TroubledPushService.Trouble trouble)
            throws Exception {
        Alice alice = Alice.enrolled();
        try (TroubledPushService push = new TroubledPushService(trouble);
                Listening inbox = Listening.of(alice)) {
            assertThat(alice.wallet().setPush(alice.wallet().enrolments().get(0), push.subscription()))
                    .isInstanceOf(Sent.Accepted.class);
            Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());
            assertThat(push.wasAsked()).isTrue();

            URI request = inbox.challenge().message().request();

            assertThat(request).isEqualTo(asked.request());
            assertThat(DeliveryReceiptsTest.delivery(asked, "push").get("state"))
                    .isIn("queued", "failed");
            DeliveryReceiptsTest.becomes(asked, "inbox", "delivered");
            assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);
            assertThat(asked.state()).isEqualTo("verified");
        }
    }

    @Test
    void a_wallet_that_comes_to_its_inbox_after_the_question_finds_it_there() throws Exception {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());

        try (Listening inbox = Listening.of(alice)) {
            assertThat(inbox.challenge().message().request()).isEqualTo(asked.request());
        }
    }

    @Test
    void an_answer_that_comes_too_late_is_refused_and_the_agent_reads_expired() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        ConsentPrompt prompt = open(alice, asked);

        later(TOO_LONG);

        assertThat(alice.wallet().approve(prompt, Selection.requiredOnly().typing(new TypedNumber(asked.number()))))
                .isNotInstanceOf(Sent.Accepted.class);
        expireChallenges.expire();
        assertThat(asked.state()).isEqualTo("expired");
        desk.identity().statusCode(404);
        assertThat(alice.wallet().open(asked.request())).isNotInstanceOf(Opened.Prompt.class);
    }

    @Test
    void the_right_code_that_is_read_back_too_late_shows_nobody() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of("call_binding", "read_back"));
        String code = CallBindingTest.codeOn(CallBindingTest.redirect(alice, asked));

        later(TOO_LONG);

        assertThat(asked.readBack(code).extract().statusCode()).isIn(409, 410);
        desk.identity().statusCode(404);
    }

    /** Alice's wallet, listening to its inbox. */
    static final class Listening implements AutoCloseable {
        private final BlockingQueue<InboxEvent> events = new LinkedBlockingQueue<>();
        private final Inbox inbox;
        private final Thread thread;

        private Listening(Inbox inbox) {
            this.inbox = inbox;
            this.thread = new Thread(() -> inbox.follow(new Inbox.Listener() {
                @Override
                public void connected() {}

                @Override
                public void disconnected() {}

                @Override
                public void received(InboxEvent event) {
                    events.add(event);
                }
            }));
            thread.setDaemon(true);
        }

        static Listening of(Alice alice) {
            Listening listening = new Listening(
                    alice.wallet().inbox(alice.wallet().enrolments().get(0)));
            listening.thread.start();
            return listening;
        }

        InboxEvent.Challenge challenge() throws InterruptedException {
            InboxEvent event = events.poll(20, TimeUnit.SECONDS);
            assertThat(event).isInstanceOf(InboxEvent.Challenge.class);
            return (InboxEvent.Challenge) event;
        }

        @Override
        public void close() {
            inbox.close();
            thread.interrupt();
        }
    }
}
