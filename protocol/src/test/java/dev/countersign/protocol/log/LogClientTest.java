package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogClientTest {
    private static final NoteSigner[] ALL = {Actors.LOG, Actors.ALICE, Actors.BOB};
    private static final int SIZE = 70_000;
    private static final PublishedLog LARGE = PublishedLog.of(SIZE, ALL);

    @Test
    void what_a_log_serves_is_found_under_its_root() {
        VerifiedLog log = at(LARGE);
        for (int index : new int[] {0, 255, 256, 65_535, 65_536, SIZE - 1}) {
            assertThat(value(log.entry(index)))
                    .isEqualTo(NaiveTree.entries(index, index + 1).get(0));
            assertThat(value(log.prove(index))
                            .proves(
                                    NaiveTree.leaves(index, index + 1).get(0),
                                    log.checkpoint().tree()))
                    .isTrue();
        }
        assertThat(value(log.entries(273))).hasSize(SIZE - 273 * 256);
        assertThat(value(log.tile(new TilePath(1, 0, 1))).width()).isEqualTo(256);
        assertThatThrownBy(() -> log.entry(SIZE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.entries(274)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_log_that_grew_is_consistent_with_what_is_known() {
        VerifiedCheckpoint known = begun(PublishedLog.of(300, ALL));
        assertThat(client(LARGE).follow(known)).isInstanceOfSatisfying(Observation.Consistent.class, now -> assertThat(
                        now.checkpoint().tree().size())
                .isEqualTo(SIZE));
        assertThat(client(PublishedLog.of(300, ALL)).follow(known)).isInstanceOf(Observation.Consistent.class);
        assertThat(client(PublishedLog.of(300, ALL)).follow(begun(empty()))).isInstanceOf(Observation.Consistent.class);
    }

    @Test
    void a_smaller_checkpoint_than_the_known_one_is_a_rollback() {
        VerifiedCheckpoint known = begun(LARGE);
        PublishedLog rolledBack = PublishedLog.of(300, ALL);
        assertThat(client(rolledBack).follow(known)).isInstanceOf(Observation.Shrunk.class);
        LARGE.files().forEach((path, bytes) -> {
            if (!path.equals(LogPath.CHECKPOINT)) {
                rolledBack.with(path, bytes);
            }
        });
        assertThat(client(rolledBack).follow(known)).isInstanceOf(Observation.Shrunk.class);
        assertThat(client(empty()).follow(known)).isInstanceOf(Observation.Shrunk.class);
    }

    @Test
    void a_diverging_checkpoint_of_any_size_is_a_fork() {
        VerifiedCheckpoint known = begun(PublishedLog.of(300, ALL));
        MerkleHash otherRoot = MerkleHash.leaf("split view".getBytes(StandardCharsets.UTF_8));

        // The same size.
        assertThat(client(empty().signed(new TreeHead(300, otherRoot), ALL)).follow(known))
                .isInstanceOfSatisfying(Observation.Forked.class, fork -> {
                    assertThat(fork.known()).isSameAs(known);
                    assertThat(fork.shown().tree().root()).isEqualTo(otherRoot);
                });
        // Larger, over another history whose tiles are served faithfully.
        assertThat(client(forkedAt(17, 600)).follow(known)).isInstanceOf(Observation.Forked.class);
        // Smaller, and the known tiles show that it never was so.
        PublishedLog smaller = PublishedLog.of(300, ALL).signed(new TreeHead(200, otherRoot), ALL);
        assertThat(client(smaller).follow(known)).isInstanceOf(Observation.Forked.class);
    }

    @Property(tries = 60)
    void any_bit_flipped_in_a_tile_or_bundle_is_noticed_by_whoever_needs_it(
            @ForAll @IntRange(max = 599) int index, @ForAll @IntRange(max = Integer.MAX_VALUE) int bit) {
        PublishedLog honest = PublishedLog.of(600, ALL);
        for (String path : List.of(
                TilePath.inTree(0, index / 256, 600).toString(),
                "tile/1/000.p/2",
                "tile/0/002.p/88",
                new EntriesPath(
                                index / 256,
                                TilePath.inTree(0, index / 256, 600).width())
                        .toString())) {
            byte[] bytes = honest.file(path);
            int at = Math.floorMod(bit, bytes.length * 8);
            bytes[at / 8] ^= (byte) (1 << (at % 8));
            VerifiedLog log = at(PublishedLog.of(600, ALL).with(path, bytes));
            assertThat(log.entry(index)).as(path).isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(
                            no.reason())
                    .isEqualTo(RejectionReason.NOT_IN_LOG));
        }
    }

    @Test
    void a_tile_that_is_longer_or_shorter_than_its_width_is_refused() {
        for (byte[] wrong : List.of(new byte[0], new byte[87 * 32], new byte[89 * 32], new byte[256 * 32])) {
            VerifiedLog log = at(PublishedLog.of(600, ALL).with("tile/0/002.p/88", wrong));
            assertThat(log.prove(0)).isInstanceOf(Verification.Rejected.class);
        }
    }

    @Test
    void where_a_partial_tile_is_gone_the_full_one_serves() {
        PublishedLog later = PublishedLog.of(SIZE, ALL);
        VerifiedCheckpoint known = begun(PublishedLog.of(600, ALL));
        VerifiedLog log = client(later).at(known);
        assertThat(value(log.entry(599))).isEqualTo(NaiveTree.entries(599, 600).get(0));
        assertThat(later.files()).doesNotContainKey("tile/0/002.p/88");
        assertThat(client(PublishedLog.of(600, ALL).without("tile/0/002.p/88"))
                        .at(known)
                        .entry(1))
                .isInstanceOf(Verification.Undecided.class);
    }

    @Test
    void a_log_that_does_not_answer_is_not_accused() {
        VerifiedCheckpoint known = begun(PublishedLog.of(300, ALL));
        assertThat(client(PublishedLog.of(600, ALL).silent()).begin()).isInstanceOf(Observation.Unreachable.class);
        assertThat(client(PublishedLog.of(600, ALL).without(LogPath.CHECKPOINT)).follow(known))
                .isInstanceOf(Observation.Unreachable.class);
        assertThat(client(empty().signed(NaiveTree.of(600).head(), ALL)).follow(known))
                .isInstanceOf(Observation.Unreachable.class);
        assertThat(client(PublishedLog.of(600, ALL).silent()).at(known).entry(1))
                .isInstanceOfSatisfying(Verification.Undecided.class, later -> assertThat(later.dependency())
                        .isEqualTo(Dependency.LOG));
    }

    @Test
    void an_oversized_answer_is_no_answer() {
        PublishedLog flood = PublishedLog.of(600, ALL).with(LogPath.CHECKPOINT, new byte[SignedNote.MAX_BYTES + 1]);
        assertThat(client(flood).begin()).isInstanceOf(Observation.Unreachable.class);
        // And where the transport did not keep to the bound.
        LogFetcher careless = (path, maxBytes) -> Optional.of(new byte[maxBytes + 1]);
        assertThat(new LogClient(careless, Actors.POLICY).begin()).isInstanceOf(Observation.Refused.class);
    }

    @Test
    void a_checkpoint_that_is_not_the_logs_or_not_witnessed_is_refused() {
        assertRefused(PublishedLog.of(5, Actors.LOG), RejectionReason.NOT_WITNESSED);
        assertRefused(PublishedLog.of(5, Actors.ALICE, Actors.BOB), RejectionReason.ISSUER_NOT_TRUSTED);
        assertRefused(PublishedLog.of(5, Actors.log(Actors.ORIGIN)), RejectionReason.ISSUER_KEY_UNKNOWN);
        assertRefused(empty().with(LogPath.CHECKPOINT, new byte[] {1}), RejectionReason.MALFORMED);
    }

    @Test
    void a_checkpoint_of_another_accepted_log_is_refused_by_who_follows_one() {
        NoteSigner other = Actors.log("log.example/other");
        WitnessPolicy both = WitnessPolicy.parse(
                "log " + Actors.LOG.verifierKey() + "\nlog " + other.verifierKey() + "\nquorum none\n");
        VerifiedCheckpoint known = begun(PublishedLog.of(5, ALL));
        byte[] note = SignedNote.sign(
                        new Checkpoint("log.example/other", NaiveTree.of(6).head()).text(), List.of(other))
                .bytes();
        PublishedLog log = PublishedLog.of(6, ALL).with(LogPath.CHECKPOINT, note);
        assertThat(new LogClient(log, both).follow(known)).isInstanceOf(Observation.Refused.class);
    }

    private static PublishedLog empty() {
        return new PublishedLog().signed(TreeHead.EMPTY, ALL);
    }

    /** A log that changed one entry and signed the tree that this makes. */
    private static PublishedLog forkedAt(int index, int size) {
        List<MerkleHash> leaves = NaiveTree.leaves(0, size);
        leaves.set(index, MerkleHash.leaf("rewritten".getBytes(StandardCharsets.UTF_8)));
        PublishedLog log = new PublishedLog();
        TreeEdge.Growth growth = TreeEdge.EMPTY.append(leaves);
        growth.tiles().forEach((path, tile) -> log.with(path.toString(), tile.bytes()));
        return log.signed(growth.edge().head(), ALL);
    }

    private static LogClient client(LogFetcher log) {
        return new LogClient(log, Actors.POLICY);
    }

    private static VerifiedCheckpoint begun(LogFetcher log) {
        return ((Observation.Consistent) client(log).begin()).checkpoint();
    }

    private static VerifiedLog at(LogFetcher log) {
        return client(log).at(begun(log));
    }

    private static <T> T value(Verification<T> outcome) {
        assertThat(outcome).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified<T>) outcome).value();
    }

    private static void assertRefused(LogFetcher log, RejectionReason reason) {
        assertThat(client(log).begin()).isInstanceOfSatisfying(Observation.Refused.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }
}
