package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MerkleVectorsTest {

    @TestFactory
    Stream<DynamicTest> an_inclusion_proof_is_judged_as_published() {
        return cases("merkle/inclusion.jsonl", example -> {
            // An index beyond 63 bits is in no tree, and cannot even be said here.
            return example.path("leafIdx").canConvertToLong()
                    && new InclusionProof(example.path("leafIdx").asLong(), hashes(example.path("proof")))
                            .proves(hash(example.path("leafHash")), head(example, "treeSize", "root"));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_consistency_proof_is_judged_as_published() {
        return cases("merkle/consistency.jsonl", example -> new ConsistencyProof(hashes(example.path("proof")))
                .proves(head(example, "size1", "root1"), head(example, "size2", "root2")));
    }

    @TestFactory
    Stream<DynamicTest> a_consistency_proof_of_a_whole_log_is_accepted() {
        return Vectors.cases("tlog/own-log/consistency.json", example -> assertThat(
                        new ConsistencyProof(hashes(example.path("proof")))
                                .proves(head(example, "size1", "root1"), head(example, "size2", "root2")))
                .isEqualTo(example.path("expected").asText().equals("accept")));
    }

    private static Stream<DynamicTest> cases(String file, Predicate<JsonNode> proves) {
        return Vectors.text(file)
                .lines()
                .map(Json::parse)
                .map(line -> Vectors.test(line, example -> {
                    boolean proven;
                    try {
                        proven = proves.test(example);
                    } catch (MalformedInputException e) {
                        proven = false;
                    }
                    assertThat(proven)
                            .as(example.path("desc").asText())
                            .isEqualTo(!example.path("wantErr").asBoolean());
                }));
    }

    private static TreeHead head(JsonNode example, String size, String root) {
        return new TreeHead(example.path(size).asLong(), hash(example.path(root)));
    }

    private static List<MerkleHash> hashes(JsonNode proof) {
        List<MerkleHash> hashes = new ArrayList<>();
        proof.forEach(hash -> hashes.add(hash(hash)));
        return hashes;
    }

    private static MerkleHash hash(JsonNode base64) {
        return MerkleHash.parse(base64.asText());
    }
}
