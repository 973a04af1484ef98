package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final int SIZE = 600;
    private static final NaiveTree TREE = NaiveTree.of(SIZE);

    @Test
    void a_witness_answers_the_published_requests_as_published() {
        JsonNode script = Vectors.json("tlog/own-log/witness-add-checkpoint.json");
        VerifierKey key = VerifierKey.parse(script.path("witness_vkey").asText());
        JsonNode jwk = PublicJwk.of(key.publicKey())
                .toJson()
                .put("d", script.path("witness_private_seed").asText());
        Witness witness = new Witness(
                List.of(VerifierKey.parse(script.path("log_vkey").asText())),
                NoteSigner.cosigner(key, JwsSigner.of(Keys.parsePrivateJwk(jwk)), Actors.CLOCK),
                new Memory());
        for (JsonNode step : script.path("steps")) {
            byte[] body = step.path("request_body").asText().getBytes(StandardCharsets.UTF_8);
            AddCheckpointResponse answer = witness.add(body);

            assertThat(answer.status())
                    .as("step " + step.path("step") + ": " + step.path("reason").asText())
                    .isEqualTo(step.path("expected_status").asInt());
            if (step.has("expected_body")) {
                assertThat(answer.body())
                        .asString()
                        .isEqualTo(step.path("expected_body").asText());
                assertThat(answer.contentType())
                        .isEqualTo(step.path("expected_content_type").asText());
            }
            assertThat(AddCheckpointResponse.parse(answer.status(), answer.body()))
                    .isEqualTo(answer);
            if (answer instanceof AddCheckpointResponse.Cosigned cosigned) {
                SignedNote note = AddCheckpointRequest.parse(body).checkpoint();
                assertThat(note.with(cosigned.cosignatures().get(0)).open(List.of(key)))
                        .isInstanceOf(Verification.Verified.class);
            }
        }
    }

    @Test
    void a_log_that_grows_is_cosigned_again_and_again() {
        Witness witness = witness(new Memory());
        int old = 0;
        for (int size : new int[] {0, 1, 2, 255, 256, 257, 600, 600}) {
            AddCheckpointResponse answer = witness.add(request(old, size).bytes());
            assertThat(answer).as(old + " to " + size).isInstanceOf(AddCheckpointResponse.Cosigned.class);
            old = size;
        }
    }

    @Test
    void a_fork_a_rollback_and_a_proof_of_something_else_are_not_cosigned() {
        Memory memory = new Memory();
        Witness witness = witness(memory);
        assertThat(witness.add(request(0, 300).bytes()).status()).isEqualTo(200);
        SignedNote kept = memory.note();
        TreeHead other = new TreeHead(300, MerkleHash.leaf(new byte[0]));

        assertThat(witness.add(request(300, ConsistencyProof.EMPTY, other).bytes())
                        .status())
                .isEqualTo(422);
        assertThat(witness.add(request(300, growth(300), new TreeHead(SIZE, other.root()))
                                .bytes())
                        .status())
                .isEqualTo(422);
        assertThat(witness.add(request(300, growth(299), TREE.head()).bytes()).status())
                .isEqualTo(422);
        assertThat(witness.add(
                        request(0, ConsistencyProof.EMPTY, TREE.head(200)).bytes()))
                .isEqualTo(new AddCheckpointResponse.Conflict(300));
        assertThat(witness.add(request(300, ConsistencyProof.EMPTY, TREE.head(200))
                                .bytes())
                        .status())
                .isEqualTo(400);
        assertThat(memory.note()).isSameAs(kept);
    }

    @Test
    void an_empty_log_with_a_root_and_a_proof_from_nothing_are_not_cosigned() {
        TreeHead rooted = new TreeHead(0, TREE.head().root());
        assertThat(witness(new Memory())
                        .add(request(0, ConsistencyProof.EMPTY, rooted).bytes())
                        .status())
                .isEqualTo(422);
        assertThat(witness(new Memory())
                        .add(request(0, growth(300), TREE.head()).bytes())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_checkpoint_that_its_log_did_not_sign_is_not_cosigned() {
        SignedNote forged = Actors.checkpoint(TREE.head(), Actors.log(Actors.ORIGIN));
        SignedNote foreign =
                SignedNote.sign(new Checkpoint("log.example/foreign", TREE.head()).text(), List.of(Actors.LOG));
        Witness witness = witness(new Memory());
        assertThat(witness.add(new AddCheckpointRequest(0, ConsistencyProof.EMPTY, forged).bytes())
                        .status())
                .isEqualTo(403);
        assertThat(witness.add(new AddCheckpointRequest(0, ConsistencyProof.EMPTY, foreign).bytes())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoever_loses_a_race_learns_the_size_and_gets_no_cosignature() {
        Memory memory = new Memory();
        Witness slow = witness(new WitnessedHeads() {
            @Override
            public TreeHead last(String origin) {
                TreeHead seen = memory.last(origin);
                if (seen.size() == 0) {
                    memory.replace(origin, seen, request(0, SIZE).checkpoint());
                }
                return seen;
            }

            @Override
            public boolean replace(String origin, TreeHead seen, SignedNote next) {
                return memory.replace(origin, seen, next);
            }
        });
        assertThat(slow.add(request(0, 300).bytes())).isEqualTo(new AddCheckpointResponse.Conflict(SIZE));
    }

    @Test
    void what_a_witness_keeps_has_its_cosignature_and_nothing_of_strangers() {
        Memory memory = new Memory();
        SignedNote note = Actors.checkpoint(TREE.head(), Actors.BOB, Actors.LOG);
        witness(memory).add(new AddCheckpointRequest(0, ConsistencyProof.EMPTY, note).bytes());
        assertThat(memory.note().signatures())
                .extracting(NoteSignature::name)
                .containsExactly(Actors.ORIGIN, Actors.ALICE.verifierKey().name());
    }

    @Property
    void hostile_bodies_and_answers_are_malformed_and_nothing_else(@ForAll String text, @ForAll byte[] bytes) {
        String valid = request(300, SIZE).toString();
        for (byte[] hostile : List.of(
                bytes,
                (valid + text).getBytes(StandardCharsets.UTF_8),
                ("old " + text + valid).getBytes(StandardCharsets.UTF_8),
                ("old 1\n" + text + "\n" + valid).getBytes(StandardCharsets.UTF_8))) {
            try {
                assertThat(AddCheckpointRequest.parse(hostile).bytes()).isEqualTo(hostile);
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
            for (int status : new int[] {200, 409, 500}) {
                try {
                    assertThat(AddCheckpointResponse.parse(status, hostile).status())
                            .isEqualTo(status);
                } catch (MalformedInputException expected) {
                    assertThat(expected.getMessage()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void an_answer_that_is_no_size_or_no_signature_is_malformed() {
        for (String wrong : List.of("", "\n", "007\n", "7", "7\n7\n", "-7\n", "seven\n", " 7\n")) {
            assertThatThrownBy(() -> AddCheckpointResponse.parse(409, wrong.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedInputException.class);
            assertThatThrownBy(() -> AddCheckpointResponse.parse(200, wrong.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedInputException.class);
        }
    }

    private static Witness witness(WitnessedHeads heads) {
        return new Witness(List.of(Actors.LOG.verifierKey()), Actors.ALICE, heads);
    }

    private static ConsistencyProof growth(int old) {
        return new ConsistencyProof(TREE.consistency(old));
    }

    private static AddCheckpointRequest request(int old, int size) {
        NaiveTree tree = NaiveTree.of(size);
        ConsistencyProof proof =
                old == 0 || old == size ? ConsistencyProof.EMPTY : new ConsistencyProof(tree.consistency(old));
        return request(old, proof, tree.head());
    }

    private static AddCheckpointRequest request(int old, ConsistencyProof proof, TreeHead head) {
        return new AddCheckpointRequest(old, proof, Actors.checkpoint(head, Actors.LOG));
    }

    /** A witness's memory that ends with the test. */
    private static final class Memory implements WitnessedHeads {
        private final Map<String, SignedNote> notes = new HashMap<>();

        @Override
        public TreeHead last(String origin) {
            SignedNote note = notes.get(origin);
            return note == null ? TreeHead.EMPTY : Checkpoint.parse(note.text()).tree();
        }

        @Override
        public boolean replace(String origin, TreeHead seen, SignedNote next) {
            if (!last(origin).equals(seen)) {
                return false;
            }
            notes.put(origin, next);
            return true;
        }

        SignedNote note() {
            return notes.get(Actors.ORIGIN);
        }
    }
}
