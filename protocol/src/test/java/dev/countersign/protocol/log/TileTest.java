package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1234067, 256, tile/0/x001/x234/067",
        "1, 0, 256, tile/1/000",
        "63, 999, 1, tile/63/999.p/1",
        "0, 1000, 255, tile/0/x001/000.p/255",
        "7, 36028797018963967, 256, tile/7/x036/x028/x797/x018/x963/967"
    })
    void a_path_is_spelt_as_the_specification_spells_it(int level, long index, int width, String text) {
        TilePath path = new TilePath(level, index, width);
        assertThat(path).hasToString(text);
        assertThat(LogPath.parse(text)).isEqualTo(path);
        String entries = text.replaceFirst("tile/[0-9]+/", "tile/entries/");
        assertThat(LogPath.parse(entries))
                .isEqualTo(new EntriesPath(index, width))
                .hasToString(entries);
    }

    @Property
    void what_was_printed_is_read_back(
            @ForAll @IntRange(max = 63) int level,
            @ForAll @LongRange(min = 0, max = 36_028_797_018_963_967L) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        assertThat(LogPath.parse(new TilePath(level, index, width).toString()))
                .isEqualTo(new TilePath(level, index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkpoint",
                "/tile/0/000",
                "tile/0/000/",
                "tile/64/000",
                "tile/00/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/x000/x001/000",
                "tile/0/001/000",
                "tile/0/x001",
                "tile/0/x001/x000",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/000.p/",
                "tile/0/../000",
                "tile/0/000\n",
                "tile/0/\u0660\u0660\u0660",
                "tile/0/x036/x028/x797/x018/x963/968",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/0/x001/x000/x000/x000/x000/x000/000",
                "tile/data/000",
                "tile/entries/000.p/256"
            })
    void a_second_spelling_of_a_path_or_one_of_nothing_is_malformed(String path) {
        assertThatThrownBy(() -> LogPath.parse(path)).isInstanceOf(MalformedInputException.class);
    }

    @Property
    void a_hostile_path_is_malformed_and_nothing_else(@ForAll String text) {
        for (String path : List.of(text, "tile/" + text, "tile/0/" + text, "tile/0/000" + text)) {
            try {
                assertThat(LogPath.parse(path)).hasToString(path);
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void a_tile_longer_or_shorter_than_its_width_is_malformed() {
        Tile tile = new Tile(NaiveTree.leaves(0, 7));
        assertThat(Tile.parse(tile.bytes(), 7)).isEqualTo(tile);
        for (int width : new int[] {1, 6, 8, 256}) {
            assertThatThrownBy(() -> Tile.parse(tile.bytes(), width)).isInstanceOf(MalformedInputException.class);
        }
        assertThatThrownBy(() -> Tile.parse(new byte[0], 0)).isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> Tile.parse(new byte[33], 1)).isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> MerkleHash.of(new byte[31])).isInstanceOf(MalformedInputException.class);
    }

    @Property
    void bundles_are_read_back_and_hostile_ones_are_malformed(
            @ForAll @Size(min = 1, max = 256) List<byte[]> entries,
            @ForAll byte[] hostile,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        EntryBundle bundle = EntryBundle.of(entries);
        byte[] bytes = bundle.bytes();
        assertThat(EntryBundle.parse(bytes, entries.size()).entries()).containsExactlyElementsOf(entries);
        if (width != entries.size()) {
            assertThatThrownBy(() -> EntryBundle.parse(bytes, width)).isInstanceOf(MalformedInputException.class);
        }
        if (width <= entries.size()) {
            assertThat(EntryBundle.prefix(bytes, width))
                    .isEqualTo(EntryBundle.of(entries.subList(0, width)).bytes());
        } else {
            assertThatThrownBy(() -> EntryBundle.prefix(bytes, width)).isInstanceOf(MalformedInputException.class);
        }
        try {
            assertThat(EntryBundle.parse(hostile, width).bytes()).isEqualTo(hostile);
        } catch (MalformedInputException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    @Test
    void a_partial_bundle_is_the_beginning_of_the_full_one() {
        List<byte[]> entries = new ArrayList<>(Collections.nCopies(256, new byte[34]));
        byte[] full = EntryBundle.of(entries).bytes();
        byte[] partial = EntryBundle.of(entries.subList(0, 88)).bytes();
        assertThat(full).startsWith(partial).hasSize(256 * 36);
    }

    @TestFactory
    Stream<DynamicTest> published_tiles_are_those_that_we_would_make() {
        return Stream.of("tlog/own-log", "tlog/tessera-log").flatMap(log -> Vectors.files(log + "/tile").stream()
                .map(file -> Vectors.test(file, () -> agree(Vectors.path(log), file))));
    }

    private static void agree(Path log, Path file) throws IOException {
        LogPath path = LogPath.parse(log.relativize(file).toString().replace('\\', '/'));
        byte[] bytes = Files.readAllBytes(file);
        if (path instanceof EntriesPath entries) {
            EntryBundle bundle = EntryBundle.parse(bytes, entries.width());
            assertThat(bundle.bytes()).isEqualTo(bytes);
            Path hashes = log.resolve(new TilePath(0, entries.index(), entries.width()).toString());
            assertThat(bundle.tile().bytes()).isEqualTo(Files.readAllBytes(hashes));
        } else {
            assertThat(Tile.parse(bytes, path.width()).bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void the_published_log_has_the_tree_that_its_entries_make() throws IOException {
        JsonNode index = Vectors.json("tlog/own-log/index.json");
        Path log = Vectors.path("tlog/own-log");
        long size = index.path("size").asLong();
        List<MerkleHash> leaves = new ArrayList<>();
        for (String name : List.of("000", "001", "002.p/88")) {
            EntriesPath path = (EntriesPath) LogPath.parse("tile/entries/" + name);
            leaves.addAll(EntryBundle.parse(Files.readAllBytes(log.resolve(path.toString())), path.width())
                    .tile()
                    .hashes());
        }
        TreeEdge.Growth grown = TreeEdge.EMPTY.append(leaves);
        assertThat(grown.edge().head())
                .isEqualTo(new TreeHead(
                        size, MerkleHash.parse(index.path("root_hash").asText())));
        for (var tile : grown.tiles().entrySet()) {
            assertThat(tile.getValue().bytes())
                    .isEqualTo(Files.readAllBytes(log.resolve(tile.getKey().toString())));
        }
        assertThat(TreeHead.EMPTY.root())
                .hasToString(index.path("empty_tree_root").asText());
    }

    @TestFactory
    Stream<DynamicTest> published_checkpoints_are_signed_and_have_the_root_of_their_entries() {
        JsonNode index = Vectors.json("tlog/tessera-log/index.json");
        VerifierKey key = VerifierKey.parse(index.path("verifier_key").asText());
        List<MerkleHash> leaves = new ArrayList<>();
        index.path("leaves_utf8")
                .forEach(leaf -> leaves.add(MerkleHash.leaf(leaf.asText().getBytes(StandardCharsets.UTF_8))));
        List<Integer> sizes = new ArrayList<>();
        index.path("checkpoint_sizes").forEach(size -> sizes.add(size.asInt()));
        return sizes.stream()
                .map(size -> Vectors.test(Vectors.path("tlog/tessera-log/checkpoint." + size), () -> {
                    byte[] note = Files.readAllBytes(Vectors.path("tlog/tessera-log/checkpoint." + size));
                    assertThat(Vectors.isAccepted(
                                    () -> WitnessPolicy.unwitnessed(key).verify(SignedNote.parse(note))))
                            .isTrue();
                    assertThat(Checkpoint.parse(SignedNote.parse(note).text()).tree())
                            .isEqualTo(TreeEdge.EMPTY
                                    .append(leaves.subList(0, size))
                                    .edge()
                                    .head());
                }));
    }
}
