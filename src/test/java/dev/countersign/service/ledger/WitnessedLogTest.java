package dev.countersign.service.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.service.Eventually;
import dev.countersign.service.platform.Random;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two of three witnesses must have seen a checkpoint before it is published. */
@QuarkusTest
@TestProfile(WitnessedLogTest.TwoOfThree.class)
class WitnessedLogTest {
    private static final AtomicReference<VerifierKey> LOG = new AtomicReference<>();
    private static final List<LocalWitness> WITNESSES = List.of(
            new LocalWitness("one.example/witness", LOG::get),
            new LocalWitness("two.example/witness", LOG::get),
            new LocalWitness("three.example/witness", LOG::get));

    /** Names the witnesses. */
    public static final class TwoOfThree implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path file = Files.createTempFile("witness-policy", ".txt");
                file.toFile().deleteOnExit();
                Files.writeString(
                        file,
                        WITNESSES.get(0).line("one") + WITNESSES.get(1).line("two")
                                + WITNESSES.get(2).line("three") + "group most 2 one two three\nquorum most\n");
                return Map.of("countersign.log.witness-policy-file", file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    AppendEntry append;

    @Inject
    ProveEntry proofs;

    @Inject
    LogTree tree;

    @Inject
    SequencerLoop loop;

    @Inject
    LogIdentity identity;

    @Inject
    Random random;

    @BeforeEach
    void the_witnesses_know_the_log() {
        LOG.set(identity.verifierKey());
    }

    @AfterEach
    void all_are_there_again() {
        WITNESSES.forEach(LocalWitness::comesBack);
    }

    private EntryId accepted() {
        LogEntry entry = new LogEntry(
                EntryType.CONSENT_RECEIPT, Commitment.to(Json.object().put("n", 1), Salt.random(random::bytes)));
        return QuarkusTransaction.requiringNew().call(() -> append.append(entry));
    }

    private static WitnessPolicy published() {
        return WitnessPolicy.parse(
                given().get("/log/policy").then().statusCode(200).extract().asString());
    }

    @Test
    void what_is_published_was_seen_by_enough_witnesses() throws Exception {
        EntryId entry = accepted();
        Eventually.holds(() -> proofs.prove(entry).isPresent());

        SignedNote checkpoint = proofs.prove(entry).orElseThrow().checkpoint();
        assertThat(published().verify(checkpoint)).isInstanceOf(Verification.Verified.class);
        assertThat(published().witnesses()).hasSize(3);
        byte[] served =
                given().get("/log/checkpoint").then().statusCode(200).extract().asByteArray();
        assertThat(published().verify(SignedNote.parse(served))).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void one_witness_may_be_away() throws Exception {
        WITNESSES.get(0).leaves();
        EntryId entry = accepted();
        Eventually.holds(() -> proofs.prove(entry).isPresent());
    }

    @Test
    void without_enough_witnesses_nothing_is_published_and_nothing_is_lost() throws Exception {
        EntryId before = accepted();
        Eventually.holds(() -> proofs.prove(before).isPresent());
        WITNESSES.get(0).leaves();
        WITNESSES.get(1).leaves();
        EntryId entry = accepted();
        Eventually.holds(() -> tree.position(entry).isPresent());
        byte[] shown = given().get("/log/checkpoint").asByteArray();
        assertThat(proofs.prove(entry)).isEmpty();
        assertThat(published().verify(SignedNote.parse(shown))).isInstanceOf(Verification.Verified.class);

        WITNESSES.get(1).comesBack();

        Eventually.holds(() -> proofs.prove(entry).isPresent());
    }

    @Test
    void a_witness_that_has_seen_more_than_there_is_stops_the_log() throws Exception {
        EntryId before = accepted();
        Eventually.holds(() -> proofs.prove(before).isPresent());
        WITNESSES.get(2).hasSeen(1_000_000);
        EntryId first = accepted();
        Eventually.holds(() -> loop.state() == SequencerLoop.State.SET_BACK);
        EntryId waiting = accepted();
        assertThat(tree.position(waiting)).isEmpty();
        given().get("/q/health/well").then().statusCode(503);

        WITNESSES.get(2).comesBack();

        Eventually.holds(
                () -> proofs.prove(first).isPresent() && proofs.prove(waiting).isPresent());
    }

    @Test
    void a_witness_that_knows_another_history_stops_the_log_while_it_runs() throws Exception {
        EntryId before = accepted();
        Eventually.holds(() -> proofs.prove(before).isPresent());
        WITNESSES.get(2).knowsAnotherHistory();
        EntryId first = accepted();
        Eventually.holds(() -> loop.state() == SequencerLoop.State.SET_BACK);
        EntryId waiting = accepted();
        TreeHead stopped = tree.head();
        int asked = WITNESSES.get(2).asked();
        // Asked again at every round, as long as it contradicts.
        Eventually.holds(() -> WITNESSES.get(2).asked() > asked + 2);
        assertThat(tree.head()).isEqualTo(stopped);
        assertThat(tree.position(waiting)).isEmpty();
        given().get("/q/health/well").then().statusCode(503);

        WITNESSES.get(2).comesBack();

        Eventually.holds(
                () -> proofs.prove(first).isPresent() && proofs.prove(waiting).isPresent());
    }
}
