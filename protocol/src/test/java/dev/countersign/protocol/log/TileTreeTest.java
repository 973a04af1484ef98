package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileTreeTest {
    private static final int EVERY_SIZE_UP_TO = 600;

    @Test
    void the_root_is_that_of_the_definition_at_every_size() {
        NaiveTree naive = NaiveTree.of(EVERY_SIZE_UP_TO);
        KeptTiles tiles = new KeptTiles();
        TreeEdge edge = TreeEdge.EMPTY;
        assertThat(edge.head()).isEqualTo(naive.head(0));
        for (int size = 1; size <= EVERY_SIZE_UP_TO; size++) {
            edge = tiles.append(edge, NaiveTree.leaves(size - 1, size));
            assertThat(edge.head()).isEqualTo(naive.head(size));
            assertThat(new TileTree(size, tiles).head()).isEqualTo(naive.head(size));
            assertThat(TreeEdge.read(size, tiles).head()).isEqualTo(naive.head(size));
        }
    }

    @Test
    void every_entry_is_proven_at_every_size_and_no_proof_serves_another() {
        KeptTiles tiles = KeptTiles.ofLog(EVERY_SIZE_UP_TO, 77);
        List<MerkleHash> leaves = NaiveTree.leaves(0, EVERY_SIZE_UP_TO);
        for (int size = 1; size <= EVERY_SIZE_UP_TO; size += size < 70 ? 1 : 23) {
            TileTree tree = new TileTree(size, tiles);
            TreeHead head = tree.head();
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.prove(index);
                assertThat(proof.proves(leaves.get(index), head)).isTrue();
                assertThat(proof.proves(leaves.get((index + 1) % EVERY_SIZE_UP_TO), head))
                        .isFalse();
                assertThat(new InclusionProof(index + 1, proof.path()).proves(leaves.get(index), head))
                        .isFalse();
            }
        }
    }

    @Test
    void proofs_are_those_of_the_definition_at_every_size() {
        KeptTiles tiles = KeptTiles.ofLog(EVERY_SIZE_UP_TO, 256);
        for (int size = 1; size <= EVERY_SIZE_UP_TO; size++) {
            NaiveTree naive = NaiveTree.of(size);
            TileTree tree = new TileTree(size, tiles);
            for (int at = size % 7; at < size; at += 7 + size / 20) {
                assertThat(tree.prove(at).path()).isEqualTo(naive.inclusion(at));
                if (at > 0) {
                    assertThat(tree.proveGrowthFrom(at).path()).isEqualTo(naive.consistency(at));
                    assertThat(tree.proveGrowthFrom(at).proves(naive.head(at), naive.head()))
                            .isTrue();
                    assertThat(tree.headAt(at)).isEqualTo(naive.head(at));
                }
            }
            assertThat(tree.proveGrowthFrom(size).proves(naive.head(), naive.head()))
                    .isTrue();
            assertThat(tree.proveGrowthFrom(0).proves(TreeHead.EMPTY, naive.head()))
                    .isTrue();
        }
    }

    @Property(tries = 8)
    void a_large_log_agrees_with_the_definition(
            @ForAll @IntRange(min = 1, max = 100_000) int size,
            @ForAll @IntRange(min = 1, max = 9_000) int batch,
            @ForAll @IntRange(max = 99_999) int somewhere) {
        NaiveTree naive = NaiveTree.of(size);
        KeptTiles tiles = KeptTiles.ofLog(size, Math.max(batch, size / 50));
        TileTree tree = new TileTree(size, tiles);
        int index = somewhere % size;

        assertThat(tree.head()).isEqualTo(naive.head());
        assertThat(tree.prove(index).path()).isEqualTo(naive.inclusion(index));
        assertThat(TreeEdge.read(size, tiles)
                        .append(NaiveTree.leaves(size, size + batch))
                        .edge()
                        .head())
                .isEqualTo(NaiveTree.of(size + batch).head());
        if (index > 0) {
            assertThat(tree.proveGrowthFrom(index).path()).isEqualTo(naive.consistency(index));
        }
    }

    @Test
    void appending_in_any_batches_makes_the_same_tiles() {
        Map<TilePath, Tile> once = KeptTiles.ofLog(70_000, 70_000).kept();
        assertThat(KeptTiles.ofLog(70_000, 257).kept()).isEqualTo(once);
        assertThat(KeptTiles.ofLog(70_000, 4_096).kept()).isEqualTo(once);
        assertThat(once.keySet()).extracting(TilePath::level).containsOnly(0, 1, 2);
    }

    @Test
    void appending_tells_of_no_tile_that_did_not_change() {
        TreeEdge edge = TreeEdge.EMPTY.append(NaiveTree.leaves(0, 300)).edge();
        assertThat(edge.append(NaiveTree.leaves(300, 301)).tiles()).containsOnlyKeys(new TilePath(0, 1, 45));
        assertThat(edge.append(NaiveTree.leaves(300, 512)).tiles())
                .containsOnlyKeys(new TilePath(0, 1, 256), new TilePath(1, 0, 2));
        assertThat(edge.append(List.of()).tiles()).isEmpty();
        assertThat(edge.append(List.of()).edge().head()).isEqualTo(edge.head());
    }

    @Test
    void a_proof_reads_a_few_tiles_of_each_level() {
        KeptTiles tiles = KeptTiles.ofLog(100_000, 10_000);
        TileTree tree = new TileTree(100_000, tiles);
        tree.prove(12_345);
        assertThat(tiles.takeRead()).isLessThanOrEqualTo(6);
        tree.proveGrowthFrom(77_777);
        assertThat(tiles.takeRead()).isLessThanOrEqualTo(6);
        tree.head();
        assertThat(tiles.takeRead()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_log_that_lost_a_tile_says_so_and_goes_on_in_nothing() {
        KeptTiles tiles = KeptTiles.ofLog(600, 600);
        Map<TilePath, Tile> all = new HashMap<>(tiles.kept());
        TileSource torn = paths -> Map.of();
        assertThat(all).isNotEmpty();
        assertThatThrownBy(() -> new TileTree(600, torn).head()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TreeEdge.read(600, torn)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_outside_of_the_tree_is_not_proven() {
        TileTree tree = new TileTree(10, KeptTiles.ofLog(10, 10));
        assertThatThrownBy(() -> tree.prove(10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.prove(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.proveGrowthFrom(11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TileTree(-1, paths -> Map.of()).head())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
