package dev.countersign.service.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.service.Eventually;
import dev.countersign.service.MovingClock;
import dev.countersign.service.ledger.LocalHorizon.Mood;
import dev.countersign.service.ledger.client.StellarAnchor;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Random;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints in a Stellar network that is on this machine. */
@QuarkusTest
class AnchoredLogTest {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @Inject
    AppendEntry append;

    @Inject
    ProveEntry proofs;

    @Inject
    PublishedCheckpoint published;

    @Inject
    Anchors anchors;

    @Inject
    SequencerLoop loop;

    @Inject
    OutboundHttp http;

    @Inject
    Random random;

    @Inject
    DataSource database;

    private final LocalHorizon horizon = new LocalHorizon();
    private final MovingClock clock = new MovingClock(horizon.now());
    private AnchorCheckpoint node;

    @BeforeEach
    void something_was_published_and_nothing_anchored() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate ledger_anchor");
        }
        node = node(anchors);
        logGrows();
    }

    @AfterEach
    void the_network_is_gone() {
        horizon.close();
    }

    private StellarAnchor stellar() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), horizon.secret() + "\n");
        return new StellarAnchor(limited(http), Optional.of(horizon.uri()), LocalHorizon.NETWORK, Optional.of(secret));
    }

    private AnchorCheckpoint node(Anchors store) throws IOException {
        return new AnchorCheckpoint(published, store, stellar(), clock);
    }

    /** The way out, by somebody who does not wait for 45 seconds. */
    private static OutboundHttp limited(OutboundHttp http) {
        return (request, limits) ->
                http.send(request, new OutboundHttp.Limits(limits.use(), limits.maxBytes(), PATIENCE));
    }

    private void logGrows() throws InterruptedException {
        LogEntry entry = new LogEntry(
                EntryType.CONSENT_RECEIPT, Commitment.to(Json.object().put("n", 1), Salt.random(random::bytes)));
        EntryId accepted = QuarkusTransaction.requiringNew().call(() -> append.append(entry));
        Eventually.holds(() -> proofs.prove(accepted).isPresent());
    }

    private void passes(Duration time) {
        clock.passes(time);
        horizon.passes(time);
    }

    /** Lets time pass in steps of a node's pauses until something is anchored. */
    private void untilAnchored() {
        for (int round = 0; round < 40 && anchors.newest().isEmpty(); round++) {
            node.round(INTERVAL);
            passes(Duration.ofSeconds(20));
        }
    }

    private static List<JsonPath> shown(String query) {
        JsonPath page = given().get("/log/anchors" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return IntStream.range(0, page.getList("items").size())
                .mapToObj(i -> {
                    JsonPath one = new JsonPath(page.prettify());
                    one.setRootPath("items[" + i + "]");
                    return one;
                })
                .toList();
    }

    @Test
    void a_stranger_finds_the_checkpoint_in_the_chain_without_believing_us() throws Exception {
        node.round(INTERVAL);

        JsonPath anchor = shown("").get(0);
        VerifierKey key = VerifierKey.parse(given().get("/log/key").asString().strip());
        SignedNote note = SignedNote.parse(anchor.getString("checkpoint").getBytes(StandardCharsets.UTF_8));
        assertThat(note.open(List.of(key))).isInstanceOf(Verification.Verified.class);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(note.text().getBytes(StandardCharsets.UTF_8));
        ObjectNode inTheChain = horizon.chain().get(0);
        assertThat(anchor.getString("transaction"))
                .isEqualTo(inTheChain.get("hash").asText());
        assertThat(Base64.getDecoder().decode(inTheChain.get("memo").asText())).isEqualTo(hash);
        assertThat(inTheChain.get("memo_type").asText()).isEqualTo("hash");
        assertThat(inTheChain.get("source_account").asText()).isEqualTo(horizon.account());
        assertThat(anchor.getString("network")).isEqualTo(LocalHorizon.NETWORK);
        assertThat(anchor.getLong("ledger")).isEqualTo(inTheChain.get("ledger").asLong());
        assertThat(Instant.parse(anchor.getString("anchored_at")))
                .isEqualTo(inTheChain.get("created_at").asText());
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(anchor.getLong("size")).isEqualTo(checkpoint.tree().size());
        assertThat(anchor.getString("root")).isEqualTo(checkpoint.tree().root().toString());
    }

    @Test
    void one_checkpoint_is_anchored_in_an_interval_and_none_when_nothing_was_added() throws Exception {
        for (int round = 0; round < 5; round++) {
            node.round(INTERVAL);
        }
        logGrows();
        passes(INTERVAL.minusSeconds(1));
        node.round(INTERVAL);
        assertThat(horizon.chain()).hasSize(1);

        passes(Duration.ofSeconds(1));
        node.round(INTERVAL);
        assertThat(horizon.chain()).hasSize(2);

        passes(INTERVAL);
        node.round(INTERVAL);
        assertThat(horizon.chain()).hasSize(2);
        assertThat(shown("")).hasSize(2);
        assertThat(shown("?limit=1")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void whatever_goes_wrong_on_the_way_it_is_anchored_once_in_the_end_and_the_log_goes_on(Mood mood) throws Exception {
        horizon.is(mood, mood);
        node.round(INTERVAL);
        logGrows();
        Eventually.holds(() -> loop.state() == SequencerLoop.State.WORKING);

        untilAnchored();

        assertThat(anchors.newest()).isPresent();
        assertThat(horizon.chain()).hasSize(1);
        assertThat(shown("").get(0).getString("transaction"))
                .isEqualTo(horizon.chain().get(0).get("hash").asText());
    }

    @Test
    void a_horizon_that_asks_for_a_pause_gets_it() {
        horizon.is(Mood.BUSY);
        node.round(INTERVAL);
        passes(Duration.ofSeconds(59));
        node.round(INTERVAL);
        assertThat(horizon.submitted()).isEqualTo(1);

        passes(Duration.ofSeconds(1));
        node.round(INTERVAL);
        assertThat(horizon.chain()).hasSize(1);
    }

    @Test
    void a_node_that_dies_between_submitting_and_keeping_anchors_nothing_twice() throws Exception {
        AnchorCheckpoint dying = node(new Dying(anchors));
        assertThatThrownBy(() -> dying.round(INTERVAL)).hasMessage("killed");
        assertThat(horizon.chain()).hasSize(1);
        assertThat(anchors.newest()).isEmpty();
        logGrows();

        passes(Duration.ofMinutes(10));
        node(anchors).round(INTERVAL);

        assertThat(horizon.chain()).hasSize(1);
        assertThat(horizon.submitted()).isEqualTo(1);
        assertThat(anchors.newest()).isPresent();
    }

    @Test
    void nodes_that_work_at_once_anchor_once() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Callable<Void>> rounds = List.of(round(), round(), round(), round());
        for (int i = 0; i < 3; i++) {
            for (Future<Void> done : nodes.invokeAll(rounds)) {
                done.get();
            }
        }
        nodes.shutdown();

        untilAnchored();
        assertThat(horizon.chain()).hasSize(1);
    }

    private Callable<Void> round() throws IOException {
        AnchorCheckpoint one = node(anchors);
        return () -> {
            one.round(INTERVAL);
            return null;
        };
    }

    @Test
    void a_sequence_number_that_somebody_else_used_costs_a_few_minutes_and_no_double() {
        horizon.is(Mood.TIMEOUT);
        node.round(INTERVAL);
        String first = anchors.begun().orElseThrow().mark().transaction().name();
        horizon.somebodyElseUsesTheAccount();

        passes(Duration.ofMinutes(4));
        node.round(INTERVAL);
        // As long as it could be taken by anybody's rules it is not given up.
        assertThat(anchors.begun().orElseThrow().mark().transaction().name()).isEqualTo(first);

        untilAnchored();
        assertThat(horizon.chain()).hasSize(1);
        assertThat(horizon.chain().get(0).get("hash").asText()).isNotEqualTo(first);
    }

    @Test
    void a_node_whose_clock_jumps_anchors_on() throws Exception {
        clock.passes(Duration.ofDays(-3650));
        node.round(INTERVAL);
        assertThat(horizon.chain()).hasSize(1);
        logGrows();
        clock.passes(Duration.ofDays(7300));
        node.round(INTERVAL);
        assertThat(horizon.chain()).hasSize(2);

        horizon.is(Mood.TIMEOUT);
        logGrows();
        clock.passes(INTERVAL);
        node.round(INTERVAL);
        clock.passes(Duration.ofDays(-7300));
        node.round(INTERVAL);
        assertThat(horizon.chain()).hasSize(3);
    }

    @Test
    void another_network_than_the_configured_one_and_an_account_that_is_not_there_are_not_used() {
        horizon.servesAnotherNetwork();
        node.round(INTERVAL);
        horizon.isAsItShouldBe();
        horizon.hasNoAccount();
        passes(Duration.ofMinutes(10));
        node.round(INTERVAL);
        assertThat(horizon.submitted()).isZero();
        assertThat(anchors.begun()).isEmpty();

        horizon.isAsItShouldBe();
        untilAnchored();
        assertThat(horizon.chain()).hasSize(1);
    }

    @Test
    void without_a_setting_there_is_no_anchor() {
        assertThat(new StellarAnchor(http, Optional.empty(), LocalHorizon.NETWORK, Optional.empty()).any())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "GAYLRRCKP4ZBUU35YLGP3WYIVZUCSX67HVFKPGKDSOKUAG7ESL2J5N4V"})
    void a_secret_that_is_none_refuses_the_start_and_is_not_shown(String secret) throws IOException {
        Path file = Files.writeString(directory.resolve("wrong"), secret);

        assertThatThrownBy(() -> new StellarAnchor(
                        http, Optional.of(URI.create("https://horizon.example")), "Network", Optional.of(file)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("countersign.log.anchor.account-secret-file: ")
                .hasNoCause()
                .hasMessageNotContaining(secret.isEmpty() ? "nothing" : secret + " ");
    }

    @Test
    void a_missing_secret_refuses_the_start() {
        assertThatThrownBy(() -> new StellarAnchor(
                        http, Optional.of(URI.create("https://horizon.example")), "Network", Optional.empty()))
                .hasMessageContaining("countersign.log.anchor.account-secret-file");
        assertThatThrownBy(() -> new StellarAnchor(
                        http,
                        Optional.of(URI.create("https://horizon.example")),
                        "Network",
                        Optional.of(directory.resolve("nothing"))))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void a_cursor_that_is_none_is_refused() {
        given().get("/log/anchors?cursor=" + "eHl6").then().statusCode(400);
    }

    /** A store of a node that is killed before it keeps that a transaction was taken. */
    private record Dying(Anchors anchors) implements Anchors {
        @Override
        public Optional<Begun> begun() {
            return anchors.begun();
        }

        @Override
        public Optional<Made> newest() {
            return anchors.newest();
        }

        @Override
        public Page<Made> list(PageRequest page) {
            return anchors.list(page);
        }

        @Override
        public void begin(Mark mark, Instant now) {
            anchors.begin(mark, now);
        }

        @Override
        public boolean claim(Begun begun, Instant next) {
            return anchors.claim(begun, next);
        }

        @Override
        public void putOff(Mark mark, Instant next) {
            anchors.putOff(mark, next);
        }

        @Override
        public void made(Mark mark, Anchor.Outcome.Taken taken) {
            throw new IllegalStateException("killed");
        }

        @Override
        public void forget(Mark mark) {
            anchors.forget(mark);
        }
    }
}
