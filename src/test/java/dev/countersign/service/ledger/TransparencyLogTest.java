package dev.countersign.service.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.TileTree;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.service.Eventually;
import dev.countersign.service.MovingClock;
import dev.countersign.service.platform.Random;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TransparencyLogTest {
    private static final Duration YEARS = Duration.ofDays(3650);

    @Inject
    AppendEntry append;

    @Inject
    SequenceEntries sequence;

    @Inject
    SignCheckpoint sign;

    @Inject
    ProveEntry proofs;

    @Inject
    LogTree tree;

    @Inject
    SequencerLoop loop;

    @Inject
    Random random;

    @Inject
    DataSource database;

    private LogEntry fresh() {
        return new LogEntry(
                EntryType.CONSENT_RECEIPT, Commitment.to(Json.object().put("n", 1), Salt.random(random::bytes)));
    }

    private EntryId accepted(LogEntry entry) {
        return QuarkusTransaction.requiringNew().call(() -> append.append(entry));
    }

    private TlogProof proven(EntryId entry) throws InterruptedException {
        Eventually.holds(() -> proofs.prove(entry).isPresent());
        return proofs.prove(entry).orElseThrow();
    }

    @Test
    void every_acknowledged_entry_is_published_once_though_many_sequencers_believe_that_they_lead() throws Exception {
        Map<EntryId, LogEntry> acknowledged = new ConcurrentHashMap<>();
        Set<String> takenBack = ConcurrentHashMap.newKeySet();
        ExecutorService people = Executors.newFixedThreadPool(8);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            boolean changesItsMind = i % 5 == 0;
            work.add(() -> {
                LogEntry entry = fresh();
                if (changesItsMind) {
                    takenBack.add(entry.commitment().toString());
                    assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                                append.append(entry);
                                throw new IllegalStateException("changed its mind");
                            }))
                            .hasMessageContaining("changed its mind");
                } else {
                    acknowledged.put(accepted(entry), entry);
                }
                return null;
            });
            if (i % 3 == 0) {
                work.add(() -> {
                    sequence.sequence();
                    sign.sign();
                    return null;
                });
            }
        }
        for (Future<Void> done : people.invokeAll(work)) {
            done.get();
        }
        people.shutdown();
        for (EntryId id : acknowledged.keySet()) {
            proven(id);
        }

        TreeHead published = Stranger.checkpoint();
        List<byte[]> entries = Stranger.entries(published.size());
        assertThat(Stranger.root(entries)).isEqualTo(published.root());
        List<LogEntry> read = entries.stream().map(LogEntry::parse).toList();
        assertThat(new HashSet<>(read)).hasSameSizeAs(read).containsAll(acknowledged.values());
        assertThat(read).extracting(entry -> entry.commitment().toString()).doesNotContainAnyElementsOf(takenBack);
        for (Map.Entry<EntryId, LogEntry> one : acknowledged.entrySet()) {
            TlogProof proof = proven(one.getKey());
            assertThat(read.get((int) proof.inclusion().index())).isEqualTo(one.getValue());
            TreeHead head = Checkpoint.parse(proof.checkpoint().text()).tree();
            assertThat(proof.inclusion().proves(one.getValue().leafHash(), head))
                    .isTrue();
        }
    }

    @Test
    void what_a_path_gave_once_it_gives_for_ever() throws Exception {
        proven(accepted(fresh()));
        TreeHead before = Stranger.checkpoint();
        int width = (int) (before.size() % 256);
        String partial = "/log/tile/0/" + "%03d".formatted(before.size() / 256) + (width == 0 ? "" : ".p/" + width);
        String path = width == 0 ? "/log/tile/0/" + "%03d".formatted(before.size() / 256 - 1) : partial;
        byte[] hashes = given().get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"))
                .header("Content-Type", equalTo("application/octet-stream"))
                .extract()
                .asByteArray();

        proven(accepted(fresh()));

        assertThat(given().get(path).asByteArray()).isEqualTo(hashes);
        TreeHead after = Stranger.checkpoint();
        assertThat(after.size()).isGreaterThan(before.size());
        assertThat(new TileTree(after.size(), tree)
                        .proveGrowthFrom(before.size())
                        .proves(before, after))
                .isTrue();
        given().header("Accept-Encoding", "gzip")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Encoding", equalTo("gzip"));
    }

    @Test
    void the_checkpoint_is_never_kept_by_a_cache() throws Exception {
        proven(accepted(fresh()));
        given().get("/log/checkpoint")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-cache"))
                .header("Content-Type", equalTo("text/plain; charset=utf-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/999",
                "tile/entries/999",
                "tile/7/000",
                "tile/63/000.p/1",
                "tile/64/000",
                "tile/0/000.p/256",
                "tile/0/000.p/0",
                "tile/0/0",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/-1/000",
                "tile/0/%2e%2e%2fcheckpoint"
            })
    void a_path_that_the_log_does_not_have_is_not_found(String path) {
        given().urlEncodingEnabled(false)
                .get("/log/" + path)
                .then()
                .statusCode(404)
                .contentType(containsString("json"));
    }

    @Test
    void a_clock_that_jumps_back_or_far_ahead_changes_no_order_and_forks_nothing() throws Exception {
        MovingClock clock = new MovingClock(Instant.now());
        QuarkusMock.installMockForType(clock, Clock.class);
        long last = proven(accepted(fresh())).inclusion().index();
        TreeHead published = Stranger.checkpoint();
        for (Duration jump :
                List.of(Duration.ofMillis(-1), Duration.ofHours(-1), YEARS.negated(), YEARS.multipliedBy(2))) {
            clock.passes(jump);
            EntryId entry = accepted(fresh());
            TlogProof proof = proven(entry);
            TreeHead grown = Checkpoint.parse(proof.checkpoint().text()).tree();
            assertThat(proof.inclusion().index()).isGreaterThan(last);
            assertThat(new TileTree(grown.size(), tree)
                            .proveGrowthFrom(published.size())
                            .proves(published, grown))
                    .isTrue();
            last = proof.inclusion().index();
            published = grown;
        }
        Eventually.holds(() -> loop.state() == SequencerLoop.State.WORKING);
    }

    @Test
    void a_transaction_that_hangs_in_the_log_holds_up_nobody_who_appends_and_ends_by_itself() throws Exception {
        TreeHead before;
        EntryId waiting;
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // As a sequencer of another node that was stopped in the middle, or a database that is busy with itself.
            statement.execute("select size from ledger_head for update");
            before = tree.head();
            waiting = accepted(fresh());
            assertThat(sequence.sequence()).isFalse();
            assertThat(tree.head()).isEqualTo(before);
            given().get("/log/checkpoint").then().statusCode(200);
            other.rollback();
        }
        proven(waiting);
        TreeHead published = Stranger.checkpoint();
        assertThat(new TileTree(published.size(), tree)
                        .proveGrowthFrom(before.size())
                        .proves(before, published))
                .isTrue();
    }

    @Test
    void a_database_that_is_full_loses_nothing() throws Exception {
        run("create function no_space() returns trigger language plpgsql as"
                + " $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$");
        run("create trigger no_space before insert on ledger_position execute function no_space()");
        EntryId waiting;
        try {
            waiting = accepted(fresh());
            Eventually.holds(() -> loop.state() == SequencerLoop.State.STALLED);
            assertThat(proofs.prove(waiting)).isEmpty();
        } finally {
            run("drop trigger no_space on ledger_position");
            run("drop function no_space()");
        }
        proven(waiting);
        Eventually.holds(() -> loop.state() == SequencerLoop.State.WORKING);
        TreeHead published = Stranger.checkpoint();
        assertThat(Stranger.root(Stranger.entries(published.size()))).isEqualTo(published.root());
    }

    @Test
    void a_database_that_was_set_back_is_noticed_and_nothing_is_signed() throws Exception {
        proven(accepted(fresh()));
        TreeHead older = tree.head();
        proven(accepted(fresh()));
        TreeHead newer = tree.head();
        setHead(newer, older);
        EntryId waiting;
        try {
            Eventually.holds(() -> loop.state() == SequencerLoop.State.SET_BACK);
            waiting = accepted(fresh());
            assertThatThrownBy(sequence::sequence)
                    .isInstanceOf(LogSetBackException.class)
                    .hasMessageContaining("a checkpoint of " + newer.size() + " entries was published")
                    .hasMessageContaining("docs/operating.md");
            assertThat(tree.head()).isEqualTo(older);
            given().get("/q/health/well").then().statusCode(503).body(containsString("set back"));
            // Calls go on: only the log's own health is affected.
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            setHead(older, newer);
        }
        proven(waiting);
        Eventually.holds(() -> loop.state() == SequencerLoop.State.WORKING);
    }

    @Test
    void a_tree_that_was_changed_by_hand_is_not_signed() throws Exception {
        proven(accepted(fresh()));
        TreeHead right = tree.head();
        TreeHead wrong = new TreeHead(right.size(), MerkleHash.leaf(new byte[] {1}));
        setHead(right, wrong);
        try {
            Eventually.holds(() -> loop.state() == SequencerLoop.State.SET_BACK);
        } finally {
            setHead(wrong, right);
        }
        Eventually.holds(() -> loop.state() == SequencerLoop.State.WORKING);
    }

    private void setHead(TreeHead from, TreeHead to) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update ledger_head set size = ?, root = ? where size = ? returning size")) {
            update.setLong(1, to.size());
            update.setBytes(2, to.root().bytes());
            update.setLong(3, from.size());
            try (ResultSet row = update.executeQuery()) {
                assertThat(row.next()).isTrue();
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
