package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final int SIZE = 600;
    private static final NaiveTree TREE = NaiveTree.of(SIZE);
    private static final List<MerkleHash> LEAVES = NaiveTree.leaves(0, SIZE);

    @Test
    void a_proof_of_another_leaf_index_or_size_is_refused() {
        InclusionProof proof = new InclusionProof(257, TREE.inclusion(257));
        assertThat(proof.proves(LEAVES.get(257), TREE.head())).isTrue();
        assertThat(proof.proves(LEAVES.get(258), TREE.head())).isFalse();
        for (int other = 0; other < SIZE + 10; other++) {
            boolean same = new InclusionProof(other, proof.path()).proves(LEAVES.get(257), TREE.head());
            assertThat(same).as("index " + other).isEqualTo(other == 257);
        }
        assertThat(proof.proves(LEAVES.get(257), TREE.head(599))).isFalse();
        assertThat(proof.proves(
                        LEAVES.get(257), new TreeHead(2 * SIZE, TREE.head().root())))
                .isFalse();
        assertThat(proof.proves(LEAVES.get(257), new TreeHead(257, TREE.head().root())))
                .isFalse();
        assertThat(new InclusionProof(0, List.of()).proves(LEAVES.get(0), TreeHead.EMPTY))
                .isFalse();
    }

    @Property(tries = 200)
    void a_shortened_lengthened_or_reordered_path_is_refused(
            @ForAll @IntRange(max = SIZE - 1) int index, @ForAll @IntRange(max = 20) int where) {
        List<MerkleHash> path = TREE.inclusion(index);
        changed(path, where)
                .forEach(other -> assertThat(new InclusionProof(index, other).proves(LEAVES.get(index), TREE.head()))
                        .isFalse());
        if (index > 0) {
            List<MerkleHash> growth = TREE.consistency(index);
            changed(growth, where)
                    .forEach(other -> assertThat(new ConsistencyProof(other).proves(TREE.head(index), TREE.head()))
                            .isFalse());
        }
    }

    @Property(tries = 500)
    void any_bit_flipped_in_a_path_is_refused(
            @ForAll @IntRange(max = SIZE - 1) int index,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int hash,
            @ForAll @IntRange(max = 255) int bit) {
        List<MerkleHash> path = flipped(TREE.inclusion(index), hash, bit);
        assertThat(new InclusionProof(index, path).proves(LEAVES.get(index), TREE.head()))
                .isFalse();
        if (index > 0) {
            List<MerkleHash> growth = flipped(TREE.consistency(index), hash, bit);
            assertThat(new ConsistencyProof(growth).proves(TREE.head(index), TREE.head()))
                    .isFalse();
        }
    }

    @Test
    void an_inner_node_is_not_taken_for_an_entry() {
        // An attacker shows two hashes as one entry: without the prefixes its hash would be their parent.
        byte[] both = ByteBuffer.allocate(64)
                .put(LEAVES.get(0).bytes())
                .put(LEAVES.get(1).bytes())
                .array();
        MerkleHash parent = MerkleHash.node(LEAVES.get(0), LEAVES.get(1));
        assertThat(MerkleHash.leaf(both)).isNotEqualTo(parent);
        assertThat(new InclusionProof(0, List.of()).proves(MerkleHash.leaf(both), new TreeHead(1, parent)))
                .isFalse();
        // And the path that leads from the parent upwards does not fit the size.
        List<MerkleHash> upwards =
                TREE.inclusion(0).subList(1, TREE.inclusion(0).size());
        assertThat(new InclusionProof(0, upwards).proves(parent, TREE.head())).isFalse();
    }

    @Test
    void the_empty_tree_grows_into_any_and_only_by_an_empty_proof() {
        assertThat(ConsistencyProof.EMPTY.proves(TreeHead.EMPTY, TREE.head())).isTrue();
        assertThat(ConsistencyProof.EMPTY.proves(TreeHead.EMPTY, TreeHead.EMPTY))
                .isTrue();
        assertThat(new ConsistencyProof(List.of(LEAVES.get(0))).proves(TreeHead.EMPTY, TREE.head()))
                .isFalse();
        assertThat(ConsistencyProof.EMPTY.proves(new TreeHead(0, LEAVES.get(0)), TREE.head()))
                .isFalse();
    }

    @Test
    void a_tree_that_shrank_or_split_is_not_consistent() {
        TreeHead other = new TreeHead(SIZE, LEAVES.get(0));
        assertThat(ConsistencyProof.EMPTY.proves(TREE.head(), other)).isFalse();
        assertThat(ConsistencyProof.EMPTY.proves(TREE.head(), TREE.head(300))).isFalse();
        ConsistencyProof growth = new ConsistencyProof(TREE.consistency(300));
        assertThat(growth.proves(TREE.head(), TREE.head(300))).isFalse();
        assertThat(growth.proves(TREE.head(300), other)).isFalse();
        assertThat(growth.proves(new TreeHead(300, LEAVES.get(0)), TREE.head())).isFalse();
        assertThat(growth.proves(TREE.head(301), TREE.head())).isFalse();
        assertThat(growth.proves(
                        TREE.head(300), new TreeHead(2 * SIZE, TREE.head().root())))
                .isFalse();
        assertThat(ConsistencyProof.EMPTY.proves(TREE.head(300), TREE.head())).isFalse();
        assertThat(ConsistencyProof.EMPTY.proves(TREE.head(512), TREE.head())).isFalse();
    }

    private static Stream<List<MerkleHash>> changed(List<MerkleHash> path, int where) {
        if (path.isEmpty()) {
            return Stream.of(List.of(LEAVES.get(0)));
        }
        int at = where % path.size();
        List<MerkleHash> shorter = new ArrayList<>(path);
        shorter.remove(at);
        List<MerkleHash> longer = new ArrayList<>(path);
        longer.add(at, path.get(at));
        List<MerkleHash> withEnd = new ArrayList<>(path);
        withEnd.add(TREE.head().root());
        List<MerkleHash> reversed = new ArrayList<>(path);
        Collections.swap(reversed, at, (at + 1) % path.size());
        return path.size() == 1 ? Stream.of(shorter, longer, withEnd) : Stream.of(shorter, longer, withEnd, reversed);
    }

    private static List<MerkleHash> flipped(List<MerkleHash> path, int hash, int bit) {
        List<MerkleHash> other = new ArrayList<>(path);
        int at = hash % path.size();
        byte[] bytes = other.get(at).bytes();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        other.set(at, MerkleHash.of(bytes));
        return other;
    }
}
