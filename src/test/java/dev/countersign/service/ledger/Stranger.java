package dev.countersign.service.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.EntriesPath;
import dev.countersign.protocol.log.EntryBundle;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TilePath;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the log over HTTP like anybody, believes nothing, and computes every root again by the definition. */
final class Stranger {
    private Stranger() {}

    /** Returns the tree of the newest checkpoint, whose signature holds. */
    static TreeHead checkpoint() {
        VerifierKey key = VerifierKey.parse(given().get("/log/key")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .strip());
        byte[] note =
                given().get("/log/checkpoint").then().statusCode(200).extract().asByteArray();
        return SignedNote.parse(note)
                .open(List.of(key))
                .fold(
                        yes -> {
                            Checkpoint checkpoint = Checkpoint.parse(yes.value().text());
                            assertThat(checkpoint.origin()).isEqualTo(key.name());
                            return checkpoint.tree();
                        },
                        (Verification.Rejected<?> no) -> {
                            throw new AssertionError(no.detail());
                        },
                        later -> {
                            throw new AssertionError("undecided");
                        });
    }

    /** Returns the first entries, read from the bundles. */
    static List<byte[]> entries(long size) {
        List<byte[]> entries = new ArrayList<>();
        while (entries.size() < size) {
            int width = (int) Math.min(TilePath.FULL, size - entries.size());
            EntriesPath path = new EntriesPath(entries.size() / TilePath.FULL, width);
            byte[] bundle =
                    given().get("/log/" + path).then().statusCode(200).extract().asByteArray();
            entries.addAll(EntryBundle.parse(bundle, width).entries());
        }
        return entries;
    }

    /** RFC 6962 section 2.1, word for word. */
    static MerkleHash root(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return MerkleHash.EMPTY_TREE;
        }
        if (entries.size() == 1) {
            return MerkleHash.leaf(entries.get(0));
        }
        int split = Integer.highestOneBit(entries.size() - 1);
        return MerkleHash.node(root(entries.subList(0, split)), root(entries.subList(split, entries.size())));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
