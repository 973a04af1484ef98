package dev.countersign.service.presentation;

import static dev.countersign.service.presentation.PresentationScene.GIVEN_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.presentation.PresentationScene.Reply;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnswersTogetherTest {
    private static final int ANSWERS = 8;

    @Inject
    PresentationScene scene;

    @Inject
    Transactions transactions;

    @Inject
    CancelPresentation cancelPresentation;

    @Inject
    Clock clock;

    @Test
    void of_answers_at_the_same_instant_exactly_one_is_judged() throws Exception {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        ExecutorService wallets = Executors.newFixedThreadPool(ANSWERS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < ANSWERS; i++) {
                AuthorizationResponse answer = scene.answer(asked);
                replies.add(wallets.submit(() -> {
                    start.await();
                    return scene.posts(asked, answer);
                }));
            }
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Reply> reply : replies) {
                statuses.add(reply.get(30, TimeUnit.SECONDS).status());
            }
            assertThat(statuses)
                    .containsOnlyOnce(200)
                    .filteredOn(status -> status == 400)
                    .hasSize(ANSWERS - 1);
            assertThat(scene.recipient().learnt(call.reference())).containsExactly("opened", "judged");
        } finally {
            wallets.shutdownNow();
        }
    }

    @Test
    void while_one_answer_is_judged_another_is_turned_away_and_the_first_is_recorded() throws Exception {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        try (SlowList list = new SlowList()) {
            ExecutorService wallet = Executors.newSingleThreadExecutor();
            Future<Reply> first = wallet.submit(() -> scene.posts(asked, answer(asked, list.uri())));
            list.awaitFetch();
            assertThat(scene.posts(asked, scene.answer(asked)).status()).isEqualTo(400);
            list.answer();
            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(503);
            wallet.shutdown();
        }
        assertThat(scene.recipient().learnt(call.reference())).containsExactly("opened", "undecided");
    }

    @Test
    void an_answer_that_is_being_judged_is_not_recorded_when_the_agent_cancels_meanwhile() throws Exception {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        try (SlowList list = new SlowList()) {
            ExecutorService wallet = Executors.newSingleThreadExecutor();
            Future<Reply> first = wallet.submit(() -> scene.posts(asked, answer(asked, list.uri())));
            list.awaitFetch();
            QuarkusTransaction.requiringNew()
                    .run(() -> cancelPresentation.cancel(call.started().id()));
            list.answer();
            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(400);
            wallet.shutdown();
        }
    }

    @Test
    void a_node_that_stopped_while_judging_does_not_lose_the_call() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        claimAsStoppedNode(asked, Duration.ZERO);
        assertThat(scene.posts(asked, scene.answer(asked)).status()).isEqualTo(400);

        var other = scene.asks(WalletProfile.OWN);
        var again = scene.opens(other);
        claimAsStoppedNode(again, AnswerTurns.CLAIM_TIMEOUT);
        assertThat(scene.posts(again, scene.answer(again)).status()).isEqualTo(200);
        assertThat(scene.recipient().learnt(other.reference())).containsExactly("opened", "judged");
    }

    private void claimAsStoppedNode(AuthorizationRequest asked, Duration ago) {
        RequestId id = new RequestId(asked.state().orElseThrow().value());
        var at = clock.instant().minus(ago);
        var claim = new Transactions.Claim(new ClaimId("stopped"), at, at.plus(AnswerTurns.CLAIM_TIMEOUT));
        assertThat(QuarkusTransaction.requiringNew().call(() -> transactions.claim(id, claim)))
                .isTrue();
    }

    @Test
    void a_turn_that_lapsed_and_was_taken_by_another_records_nothing() {
        var asked = scene.opens(scene.asks(WalletProfile.OWN));
        claimAsStoppedNode(asked, AnswerTurns.CLAIM_TIMEOUT);
        RequestId id = new RequestId(asked.state().orElseThrow().value());
        var mine = new Transactions.Claim(
                new ClaimId("mine"), clock.instant(), clock.instant().plus(AnswerTurns.CLAIM_TIMEOUT));
        assertThat(QuarkusTransaction.requiringNew().call(() -> transactions.claim(id, mine)))
                .isTrue();
        assertThat(QuarkusTransaction.requiringNew().call(() -> transactions.end(id, new ClaimId("stopped"))))
                .isFalse();
        assertThat(QuarkusTransaction.requiringNew().call(() -> transactions.release(id, new ClaimId("stopped"))))
                .isFalse();
        assertThat(QuarkusTransaction.requiringNew().call(() -> transactions.end(id, new ClaimId("mine"))))
                .isTrue();
    }

    private AuthorizationResponse answer(AuthorizationRequest asked, URI list) {
        ObjectNode claims = scene.claims();
        claims.set("status", new StatusReference(list, 0).toJson());
        return scene.presents(asked, scene.credential(claims), GIVEN_NAME);
    }

    /** A status list host that answers, with nothing of use, when it is told to. */
    private static final class SlowList implements AutoCloseable {
        private final HttpServer server;
        private final CountDownLatch fetched = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);

        SlowList() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                fetched.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/lists/1");
        }

        void awaitFetch() throws InterruptedException {
            assertThat(fetched.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void answer() {
            answer.countDown();
        }

        @Override
        public void close() {
            answer.countDown();
            server.stop(0);
        }
    }
}
