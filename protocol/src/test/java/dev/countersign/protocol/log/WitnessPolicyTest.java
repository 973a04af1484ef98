package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WitnessPolicyTest {
    private static final TreeHead TREE = NaiveTree.of(5).head();
    private static final String LOG = Actors.LOG.verifierKey().toString();
    private static final String ALICE = Actors.ALICE.verifierKey().toString();
    private static final String BOB = Actors.BOB.verifierKey().toString();
    private static final String CAROL = Actors.CAROL.verifierKey().toString();

    @Test
    void a_checkpoint_of_the_log_and_enough_witnesses_counts() {
        SignedNote note = Actors.checkpoint(TREE, Actors.LOG, Actors.ALICE, Actors.CAROL);
        Verification<VerifiedCheckpoint> outcome = Actors.POLICY.verify(SignedNote.parse(note.bytes()));

        assertThat(outcome).isInstanceOfSatisfying(Verification.Verified.class, verified -> {
            VerifiedCheckpoint checkpoint = (VerifiedCheckpoint) verified.value();
            assertThat(checkpoint.origin()).isEqualTo(Actors.ORIGIN);
            assertThat(checkpoint.tree()).isEqualTo(TREE);
            assertThat(checkpoint.note().signatures()).hasSize(3);
        });
    }

    @Test
    void too_few_witnesses_do_not_count() {
        assertRefused(Actors.checkpoint(TREE, Actors.LOG), RejectionReason.NOT_WITNESSED);
        assertRefused(Actors.checkpoint(TREE, Actors.LOG, Actors.BOB), RejectionReason.NOT_WITNESSED);
        assertRefused(
                Actors.checkpoint(TREE, Actors.LOG, Actors.BOB, Actors.witness("bob.example/witness")),
                RejectionReason.NOT_WITNESSED);
    }

    @Test
    void one_witness_that_cosigns_twice_counts_once() {
        KeyPair pair = Keys.generate(SignatureAlgorithm.EDDSA);
        NoteSigner now = Actors.witness("eager.example", pair, Actors.CLOCK);
        NoteSigner later = Actors.witness("eager.example", pair, Clock.offset(Actors.CLOCK, Duration.ofHours(1)));
        WitnessPolicy policy = Actors.policy("2", now, Actors.ALICE, Actors.BOB);

        assertThat(policy.verify(Actors.checkpoint(TREE, Actors.LOG, now, later, now)))
                .isInstanceOf(Verification.Rejected.class);
        assertThat(policy.verify(Actors.checkpoint(TREE, Actors.LOG, now, later, Actors.ALICE)))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void witnesses_without_the_log_do_not_count() {
        assertRefused(
                Actors.checkpoint(TREE, Actors.ALICE, Actors.BOB, Actors.CAROL), RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Test
    void a_checkpoint_of_another_origin_is_refused_even_when_the_log_signed_it() {
        SignedNote note = SignedNote.sign(
                new Checkpoint("log.example/another", TREE).text(), List.of(Actors.LOG, Actors.ALICE, Actors.BOB));
        assertRefused(note, RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Test
    void a_signed_text_that_is_no_checkpoint_is_refused() {
        assertRefused(SignedNote.sign("I owe you\n", List.of(Actors.LOG)), RejectionReason.MALFORMED);
    }

    @Test
    void groups_may_be_nested_and_lines_commented() {
        WitnessPolicy policy = WitnessPolicy.parse("# ours\n\n \tlog\t" + LOG + " https://log.example\n"
                + "witness A " + ALICE + "\nwitness B " + BOB + " https://b.example \n  # theirs\nwitness C " + CAROL
                + "\ngroup AB any A B\ngroup both all AB C\nquorum both\n");

        assertThat(policy.logs().get(0).url()).contains("https://log.example");
        assertThat(policy.witnesses()).extracting(WitnessPolicy.Witness::name).containsExactly("A", "B", "C");
        assertThat(policy.verify(Actors.checkpoint(TREE, Actors.LOG, Actors.BOB, Actors.CAROL)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(policy.verify(Actors.checkpoint(TREE, Actors.LOG, Actors.ALICE, Actors.BOB)))
                .isInstanceOf(Verification.Rejected.class);
        assertThat(WitnessPolicy.parse(policy.toString()).witnesses()).isEqualTo(policy.witnesses());
    }

    @Test
    void a_quorum_may_be_one_witness_or_none() {
        WitnessPolicy one = WitnessPolicy.parse("log " + LOG + "\nwitness A " + ALICE + "\nquorum A\n");
        assertThat(one.verify(Actors.checkpoint(TREE, Actors.LOG))).isInstanceOf(Verification.Rejected.class);
        assertThat(one.verify(Actors.checkpoint(TREE, Actors.LOG, Actors.ALICE)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(WitnessPolicy.unwitnessed(Actors.LOG.verifierKey()).verify(Actors.checkpoint(TREE, Actors.LOG)))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void a_policy_that_lets_a_witness_count_twice_is_malformed() {
        String start = "log " + LOG + "\nwitness A " + ALICE + "\nwitness B " + BOB + "\n";
        String renamed = VerifierKey.of(
                        "other.example",
                        SignatureType.COSIGNATURE_V1,
                        Actors.ALICE.verifierKey().publicKey())
                .toString();
        for (String rest : List.of(
                "",
                "quorum A\nquorum B\n",
                "quorum C\n",
                "quorum\n",
                "quorum A B\n",
                "witness C " + ALICE + "\nquorum A\n",
                "witness C " + renamed + "\nquorum A\n",
                "witness A " + CAROL + "\nquorum A\n",
                "witness none " + CAROL + "\nquorum A\n",
                "witness C " + LOG + "\nquorum A\n",
                "log " + LOG + "\nquorum A\n",
                "log " + ALICE + "\nquorum A\n",
                "group G 2 A A\nquorum G\n",
                "group G all A B\ngroup H any A G\nquorum H\n",
                "group G 0 A B\nquorum G\n",
                "group G 3 A B\nquorum G\n",
                "group G 01 A B\nquorum G\n",
                "group G any none\nquorum G\n",
                "group G any H\ngroup H any A\nquorum G\n",
                "group G any G\nquorum G\n",
                "group A any B\nquorum A\n",
                "group G any\nquorum G\n",
                "quorum A\u0000\n",
                "quorum A\r\n",
                "allow A\nquorum A\n")) {
            assertThatThrownBy(() -> WitnessPolicy.parse(start + rest))
                    .as(rest)
                    .isInstanceOf(MalformedInputException.class);
        }
        assertThat(WitnessPolicy.parse(start + "quorum A").logs()).hasSize(1);
    }

    @Property
    void a_hostile_policy_is_malformed_and_nothing_else(@ForAll String text) {
        for (String policy : List.of(text, "log " + LOG + "\n" + text + "\nquorum none\n", "group g any " + text)) {
            try {
                assertThat(WitnessPolicy.parse(policy)).hasToString(policy);
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    private static void assertRefused(SignedNote note, RejectionReason reason) {
        assertThat(Actors.POLICY.verify(note))
                .isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                        .isEqualTo(reason));
    }
}
