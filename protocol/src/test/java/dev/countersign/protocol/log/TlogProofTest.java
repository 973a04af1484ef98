package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TlogProofTest {
    private static final int SIZE = 600;
    private static final NaiveTree TREE = NaiveTree.of(SIZE);
    private static final byte[] ENTRY = NaiveTree.entries(257, 258).get(0);
    private static final TlogProof PROOF = proof(257, Actors.LOG, Actors.ALICE, Actors.BOB);

    @TestFactory
    Stream<DynamicTest> a_published_proof_is_accepted_for_its_entry_only() {
        return Vectors.cases("tlog/own-log/proofs.json", example -> {
            byte[] bytes = example.path("proof").asText().getBytes(StandardCharsets.UTF_8);
            byte[] entry =
                    Base64.getDecoder().decode(example.path("leaf_base64").asText());
            boolean expected = example.path("expected").asText().equals("accept");

            assertThat(Vectors.isAccepted(() -> TlogProof.parse(bytes).verify(entry, policy(example))))
                    .as(example.path("reason").asText())
                    .isEqualTo(expected);
            if (expected) {
                assertThat(TlogProof.parse(bytes).bytes()).isEqualTo(bytes);
                assertThat(TlogProof.parse(bytes).verify(ENTRY, policy(example)))
                        .isInstanceOf(Verification.Rejected.class);
            }
        });
    }

    private static WitnessPolicy policy(JsonNode example) {
        StringBuilder text = new StringBuilder();
        StringBuilder names = new StringBuilder();
        example.path("log_vkeys")
                .forEach(key -> text.append("log ").append(key.asText()).append('\n'));
        for (JsonNode key : example.path("witness_vkeys")) {
            String name = VerifierKey.parse(key.asText()).name();
            text.append("witness ")
                    .append(name)
                    .append(' ')
                    .append(key.asText())
                    .append('\n');
            names.append(' ').append(name);
        }
        int quorum = example.path("witness_quorum").asInt();
        return WitnessPolicy.parse(
                text + (quorum == 0 ? "quorum none\n" : "group g " + quorum + names + "\nquorum g\n"));
    }

    @Test
    void a_proof_with_enough_witnesses_says_where_the_entry_is() {
        Verification<VerifiedInclusion> outcome = TlogProof.parse(PROOF.bytes()).verify(ENTRY, Actors.POLICY);
        assertThat(outcome).isInstanceOf(Verification.Verified.class);
        VerifiedInclusion inclusion = ((Verification.Verified<VerifiedInclusion>) outcome).value();
        assertThat(inclusion.index()).isEqualTo(257);
        assertThat(inclusion.checkpoint().tree()).isEqualTo(TREE.head());
    }

    @Test
    void extra_data_travels_along_and_proves_nothing() {
        TlogProof with = TlogProof.parse(PROOF.withExtra(new byte[] {1, 2, 3}).bytes());
        assertThat(with.extra()).hasValueSatisfying(data -> assertThat(data).containsExactly(1, 2, 3));
        assertThat(with.verify(ENTRY, Actors.POLICY)).isInstanceOf(Verification.Verified.class);
        assertThat(PROOF.extra()).isEmpty();
    }

    @Test
    void a_proof_of_another_entry_index_or_tree_is_refused() {
        byte[] other = NaiveTree.entries(258, 259).get(0);
        assertRefused(PROOF, other, RejectionReason.NOT_IN_LOG);
        assertRefused(
                new TlogProof(new InclusionProof(256, TREE.inclusion(257)), PROOF.checkpoint()),
                ENTRY,
                RejectionReason.NOT_IN_LOG);
        SignedNote smaller = Actors.checkpoint(TREE.head(599), Actors.LOG, Actors.ALICE, Actors.BOB);
        assertRefused(new TlogProof(PROOF.inclusion(), smaller), ENTRY, RejectionReason.NOT_IN_LOG);
    }

    @Test
    void a_proof_that_too_few_saw_or_that_another_log_signed_is_refused() {
        assertRefused(proof(257, Actors.LOG), ENTRY, RejectionReason.NOT_WITNESSED);
        assertRefused(proof(257, Actors.LOG, Actors.ALICE, Actors.ALICE), ENTRY, RejectionReason.NOT_WITNESSED);
        assertRefused(
                proof(257, Actors.log(Actors.ORIGIN), Actors.ALICE, Actors.BOB),
                ENTRY,
                RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Property(tries = 1_500)
    void any_bit_flipped_in_a_proof_is_refused(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int position, @ForAll @IntRange(max = 7) int bit) {
        byte[] tampered = PROOF.bytes();
        tampered[position % tampered.length] ^= (byte) (1 << bit);

        assertThat(Vectors.isAccepted(() -> TlogProof.parse(tampered).verify(ENTRY, Actors.POLICY)))
                .isFalse();
    }

    @Property
    void a_hostile_text_is_malformed_and_nothing_else(@ForAll String text, @ForAll byte[] bytes) {
        String valid = PROOF.toString();
        for (byte[] hostile : List.of(
                bytes,
                (valid + text).getBytes(StandardCharsets.UTF_8),
                (text + valid).getBytes(StandardCharsets.UTF_8),
                ("c2sp.org/tlog-proof@v1\n" + text + "\n\n" + PROOF.checkpoint()).getBytes(StandardCharsets.UTF_8))) {
            try {
                assertThat(TlogProof.parse(hostile).bytes()).isEqualTo(hostile);
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void a_proof_with_leading_zeros_too_many_hashes_or_no_index_is_malformed() {
        String valid = PROOF.toString();
        String hash = PROOF.inclusion().path().get(0) + "\n";
        for (String wrong : List.of(
                "",
                valid.replace("@v1", "@v2"),
                valid.replace("index 257", "index 0257"),
                valid.replace("index 257", "index -1"),
                valid.replace("index 257\n", ""),
                valid.replace("index 257", "extra AQID"),
                valid.replace("index 257", "extra AQI\nindex 257"),
                valid.replace("index 257\n", "index 257\n" + hash.repeat(60)),
                valid.substring(0, valid.length() - 1),
                valid.substring(0, valid.indexOf("\n\n")))) {
            assertThatThrownBy(() -> TlogProof.parse(wrong.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedInputException.class);
        }
        byte[] oversized = new byte[TlogProof.MAX_BYTES + 1];
        assertThatThrownBy(() -> TlogProof.parse(oversized)).isInstanceOf(MalformedInputException.class);
    }

    private static TlogProof proof(int index, NoteSigner... signers) {
        return new TlogProof(new InclusionProof(index, TREE.inclusion(index)), Actors.checkpoint(TREE.head(), signers));
    }

    private static void assertRefused(TlogProof proof, byte[] entry, RejectionReason reason) {
        assertThat(proof.verify(entry, Actors.POLICY))
                .isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                        .isEqualTo(reason));
    }
}
