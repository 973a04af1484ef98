package dev.countersign.samples.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.TilePath;
import dev.countersign.protocol.log.VerifiedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a copy must be. */
final class Copies {
    private Copies() {}

    /** Asserts that whoever reads a copy finds every entry and tile of this history, under a root that the log signed. */
    static void assertWhole(LogClient copy, History history) {
        assertThat(copy.begin()).isInstanceOf(Observation.Consistent.class);
        VerifiedLog log = copy.at(((Observation.Consistent) copy.begin()).checkpoint());
        int size = history.size();
        assertThat(log.checkpoint().tree()).isEqualTo(history.head());
        for (int bundle = 0; bundle * TilePath.FULL < size; bundle++) {
            List<byte[]> entries = value(log.entries(bundle));
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i)).isEqualTo(history.entry(bundle * TilePath.FULL + i));
            }
        }
        for (int level = 0; level < 8; level++) {
            long hashes = (long) size >>> (8 * level);
            for (long index = 0; index * TilePath.FULL < hashes; index++) {
                TilePath path = TilePath.inTree(level, index, size);
                assertThat(value(log.tile(path)).bytes())
                        .isEqualTo(history.file(path).orElseThrow());
            }
        }
        if (size > 0) {
            assertThat(value(log.prove(size - 1)).proves(MerkleHash.leaf(history.entry(size - 1)), history.head()))
                    .isTrue();
        }
    }

    /** Returns the paths of all files below a directory. */
    static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Returns the files that a copy of a log of this size has, and no others. */
    static Set<String> expected(int size) {
        Set<String> files = new TreeSet<>(Set.of(LogPath.CHECKPOINT));
        for (int level = 0; level < 8; level++) {
            long hashes = (long) size >>> (8 * level);
            for (long index = 0; index * TilePath.FULL < hashes; index++) {
                String path = TilePath.inTree(level, index, size).toString();
                files.add(path);
                if (level == 0) {
                    files.add(path.replace("tile/0/", "tile/entries/"));
                }
            }
        }
        return files;
    }

    static <T> T value(Verification<T> outcome) {
        assertThat(outcome).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified<T>) outcome).value();
    }
}
