package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifiedInclusion;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wallet follows the log of a bank that is honest at first. */
class ReceiptLogTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final ExampleBank bank = new ExampleBank(URI.create("https://bank.example"), clock);
    private final InMemoryNetwork network = new InMemoryNetwork(bank);
    private Wallet wallet;

    @BeforeEach
    void alice_has_her_card() {
        wallet = AliceWallet.in(directory, network, clock);
        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Added.class);
        bank.interactionLog.append("an interaction of somebody else");
    }

    /** Alice answers, and her wallet fetches the receipt. */
    private ConsentRecord answered() throws IOException {
        BankRequest request = bank.ask(CallBinding.NONE);
        ConsentPrompt prompt = ((Opened.Prompt) wallet.open(request.send())).prompt();
        assertThat(wallet.approve(prompt, Selection.requiredOnly())).isInstanceOf(Sent.Accepted.class);
        return wallet.receipts().fetch(request.challenge()).orElseThrow();
    }

    private LogStanding standing(ConsentRecord record) {
        ConsentRecord now = wallet.history().stream()
                .filter(kept -> kept.challenge().equals(record.challenge()))
                .findFirst()
                .orElseThrow();
        return wallet.receipts().standing(now);
    }

    private static LogAlarm alarm(LogStanding standing) {
        assertThat(standing).isInstanceOf(LogStanding.Alarmed.class);
        return ((LogStanding.Alarmed) standing).alarm();
    }

    private static SignedNote note(String text) {
        return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RejectionReason reason(Verification<VerifiedInclusion> verification) {
        assertThat(verification).isInstanceOf(Verification.Rejected.class);
        return ((Verification.Rejected<VerifiedInclusion>) verification).reason();
    }

    // ---- the main job

    @Test
    void a_receipt_is_in_the_log_with_its_place_as_soon_as_it_is_fetched() throws Exception {
        ConsentRecord record = answered();

        assertThat(standing(record)).isEqualTo(new LogStanding.Included(1));
        assertThat(record.receipt().orElseThrow().logIndex()).isEqualTo(OptionalLong.of(1));
    }

    @Test
    void until_the_log_has_it_the_receipt_waits_and_counts_all_the_same() throws Exception {
        bank.sequencesAtOnce = false;
        ConsentRecord record = answered();
        assertThat(standing(record)).isEqualTo(new LogStanding.Waiting(clock.instant()));
        assertThat(record.receipt().orElseThrow().finding()).isEqualTo(KeptReceipt.Finding.MATCHES);

        bank.sequence();
        wallet.receipts().prove(record.challenge());

        assertThat(standing(record)).isEqualTo(new LogStanding.Included(1));
    }

    @Test
    void a_receipt_and_its_proof_are_verified_without_the_network_and_after_a_restart() throws Exception {
        ConsentRecord record = answered();
        network.goDown();
        Wallet restarted = AliceWallet.in(directory, network, clock);
        clock.pass(Duration.ofDays(3_650));

        Verification<VerifiedInclusion> verified =
                restarted.receipts().verify(restarted.history().get(0));

        assertThat(verified).isInstanceOf(Verification.Verified.class);
        assertThat(restarted.receipts().standing(record)).isEqualTo(new LogStanding.Included(1));
    }

    @Test
    void a_receipt_under_a_did_with_a_history_is_verified_by_the_key_of_its_time() throws Exception {
        bank.adoptsDidWithHistory();
        answered();
        clock.pass(Duration.ofDays(30));
        bank.changesItsDid();
        network.goDown();

        assertThat(wallet.receipts().verify(wallet.history().get(0))).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void a_log_that_only_grew_raises_no_alarm() throws Exception {
        ConsentRecord first = answered();
        for (int i = 0; i < 600; i++) {
            bank.interactionLog.append("interaction " + i);
        }

        assertThat(wallet.receipts().look()).singleElement().satisfies(log -> {
            assertThat(log.alarms()).isEmpty();
            assertThat(log.largest().orElseThrow()).contains("\n602\n");
        });
        assertThat(standing(answered())).isEqualTo(new LogStanding.Included(602));
        assertThat(standing(first)).isEqualTo(new LogStanding.Included(1));
    }

    @Test
    void a_proof_that_is_older_than_what_was_seen_since_is_no_rollback() throws Exception {
        bank.sequencesAtOnce = false;
        ConsentRecord record = answered();
        bank.sequence();
        byte[] early = bank.interactionLog.prove(entry(record)).orElseThrow().bytes();
        bank.interactionLog.append("something later");
        wallet.receipts().look();
        bank.proofAnswer = newest -> early;

        wallet.receipts().prove(record.challenge());

        assertThat(standing(record)).isEqualTo(new LogStanding.Included(1));
    }

    private byte[] entry(ConsentRecord record) {
        return bank.entryOf(record.challenge());
    }

    // ---- a log that rewrites itself

    @Test
    void a_log_that_signs_another_history_is_caught_with_both_notes() throws Exception {
        ConsentRecord record = answered();
        ExampleLog honest = bank.interactionLog;
        ExampleLog rewritten = honest.branchedAt(1);
        rewritten.append("not what was answered");
        rewritten.append("and one more");
        bank.interactionLog = rewritten;

        wallet.receipts().look();

        LogAlarm alarm = alarm(standing(record));
        assertThat(alarm.kind()).isEqualTo(LogAlarm.Kind.FORKED);
        for (String evidence : List.of(alarm.known(), alarm.shown())) {
            assertThat(note(evidence).open(List.of(honest.verifierKey()))).isInstanceOf(Verification.Verified.class);
        }
        assertThat(note(alarm.known()).text()).isNotEqualTo(note(alarm.shown()).text());
    }

    @Test
    void a_fork_of_the_same_size_is_caught() throws Exception {
        ConsentRecord record = answered();
        ExampleLog rewritten = bank.interactionLog.branchedAt(1);
        rewritten.append("not what was answered");
        bank.interactionLog = rewritten;

        wallet.receipts().look();

        assertThat(alarm(standing(record)).kind()).isEqualTo(LogAlarm.Kind.FORKED);
    }

    @Test
    void a_proof_in_another_history_than_the_known_one_is_not_taken() throws Exception {
        answered();
        ExampleLog rewritten = bank.interactionLog.branchedAt(0);
        rewritten.append("the first entry was never yours");
        bank.interactionLog = rewritten;

        ConsentRecord second = answered();

        assertThat(second.receipt().orElseThrow().logIndex()).isEmpty();
        assertThat(alarm(standing(second)).kind()).isEqualTo(LogAlarm.Kind.FORKED);
    }

    @Test
    void a_fork_is_remembered_after_the_log_looks_right_again_and_after_a_restart() throws Exception {
        ConsentRecord record = answered();
        ExampleLog honest = bank.interactionLog;
        bank.interactionLog = honest.branchedAt(0);
        bank.interactionLog.append("x");
        bank.interactionLog.append("y");
        bank.interactionLog.append("z");
        wallet.receipts().look();
        bank.interactionLog = honest;
        honest.append("life goes on");
        wallet.receipts().look();

        Wallet restarted = AliceWallet.in(directory, network, clock);

        assertThat(alarm(restarted.receipts().standing(record)).kind()).isEqualTo(LogAlarm.Kind.FORKED);
    }

    @Test
    void a_log_that_lost_entries_is_noticed_until_it_has_them_again() throws Exception {
        ConsentRecord record = answered();
        ExampleLog whole = bank.interactionLog;
        bank.interactionLog = whole.branchedAt(1);

        wallet.receipts().look();
        assertThat(alarm(standing(record)).kind()).isEqualTo(LogAlarm.Kind.SHRANK);

        bank.interactionLog = whole;
        wallet.receipts().look();
        assertThat(standing(record)).isEqualTo(new LogStanding.Included(1));
    }

    @Test
    void a_checkpoint_by_another_key_is_an_alarm_and_never_taken() throws Exception {
        ConsentRecord record = answered();
        VerifierKey first = bank.interactionLog.verifierKey();
        bank.interactionLog = bank.interactionLog.underAnotherKey();

        wallet.receipts().look();

        LogAlarm alarm = alarm(standing(record));
        assertThat(alarm.kind()).isEqualTo(LogAlarm.Kind.KEY_CHANGED);
        assertThat(alarm.known()).isEqualTo(first.toString());
        assertThat(wallet.receipts().look())
                .singleElement()
                .extracting(KnownLog::key)
                .isEqualTo(first);
    }

    @Test
    void a_receipt_that_names_another_log_key_than_the_first_is_an_alarm() throws Exception {
        answered();
        bank.interactionLog = bank.interactionLog.underAnotherKey();

        ConsentRecord second = answered();

        assertThat(second.receipt().orElseThrow().finding()).isEqualTo(KeptReceipt.Finding.MATCHES);
        assertThat(second.receipt().orElseThrow().logIndex()).isEmpty();
        LogAlarm alarm = alarm(standing(second));
        assertThat(alarm.kind()).isEqualTo(LogAlarm.Kind.KEY_CHANGED);
        assertThat(alarm.shown()).isEqualTo(bank.interactionLog.verifierKey().toString());
    }

    // ---- a log that says nothing

    @Test
    void a_promised_entry_that_is_not_shown_for_a_day_is_missing() throws Exception {
        bank.sequencesAtOnce = false;
        ConsentRecord record = answered();
        clock.pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(standing(record)).isInstanceOf(LogStanding.Waiting.class);

        clock.pass(Duration.ofSeconds(1));

        assertThat(standing(record)).isInstanceOf(LogStanding.Missing.class);
    }

    @Test
    void a_log_that_withholds_for_a_day_what_shows_that_it_grew_is_an_alarm() throws Exception {
        ConsentRecord record = answered();
        bank.interactionLog.append("more");
        bank.interactionLog.withholdsTiles = true;

        wallet.receipts().look();
        assertThat(standing(record)).isEqualTo(new LogStanding.Included(1));
        clock.pass(Duration.ofDays(1));
        wallet.receipts().look();

        assertThat(alarm(standing(record)).kind()).isEqualTo(LogAlarm.Kind.WITHHELD);
    }

    @Test
    void no_network_is_not_the_logs_fault() throws Exception {
        ConsentRecord record = answered();
        network.goDown();
        wallet.receipts().look();
        clock.pass(Duration.ofDays(2));
        wallet.receipts().look();

        assertThat(standing(record)).isEqualTo(new LogStanding.Included(1));
    }

    // ---- proofs that are none

    @Test
    void the_proof_of_somebody_elses_entry_is_not_taken() throws Exception {
        bank.sequencesAtOnce = false;
        ConsentRecord record = answered();
        byte[] others = bank.interactionLog
                .prove("an interaction of somebody else".getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .bytes();
        bank.sequence();
        bank.proofAnswer = right -> others;

        wallet.receipts().prove(record.challenge());

        assertThat(standing(record)).isInstanceOf(LogStanding.Waiting.class);
    }

    @Test
    void a_proof_that_is_no_proof_or_endless_leaves_the_receipt_waiting() throws Exception {
        bank.proofAnswer = right -> "<html>".getBytes(StandardCharsets.UTF_8);
        assertThat(standing(answered())).isInstanceOf(LogStanding.Waiting.class);
        bank.proofAnswer = right -> new byte[ReceiptFile.MAX_PROOF_LENGTH + 1];
        assertThat(standing(answered())).isInstanceOf(LogStanding.Waiting.class);
    }

    @Test
    void a_wrong_receipt_is_not_looked_for_in_the_log() throws Exception {
        bank.receiptSigner = Keys.generate(SignatureAlgorithm.ES256);
        ConsentRecord record = answered();

        assertThat(standing(record)).isInstanceOf(LogStanding.NotLogged.class);
        assertThat(reason(wallet.receipts().verify(record))).isEqualTo(RejectionReason.SIGNATURE_INVALID);
        assertThat(network.sent()).noneMatch(request -> request.uri().getPath().endsWith("/proof"));
    }

    // ---- witnesses

    @Test
    void with_witnesses_a_checkpoint_that_they_did_not_see_does_not_count() throws Exception {
        KeyPair regulator = Keys.generate(SignatureAlgorithm.EDDSA);
        VerifierKey key = VerifierKey.of("regulator.example", SignatureType.COSIGNATURE_V1, regulator.getPublic());
        wallet = AliceWallet.in(
                directory,
                network,
                clock,
                WitnessPolicy.parse("log " + bank.interactionLog.verifierKey() + "\nwitness regulator " + key
                        + "\nquorum regulator\n"));
        ConsentRecord record = answered();
        assertThat(standing(record)).isInstanceOf(LogStanding.Waiting.class);

        bank.interactionLog.witnesses.add(NoteSigner.cosigner(key, JwsSigner.of(regulator), clock));
        wallet.receipts().prove(record.challenge());

        assertThat(standing(record)).isEqualTo(new LogStanding.Included(1));
    }

    // ---- the file for others

    @Test
    void a_receipt_leaves_as_one_file_with_all_that_shows_it() throws Exception {
        ConsentRecord record = answered();

        byte[] json = Json.print(
                wallet.receipts().export(record.challenge()).orElseThrow().toJson());
        ReceiptFile file = ReceiptFile.parse(json);

        assertThat(file.shown().textsSha256())
                .isEqualTo(record.context().purpose().textsSha256());
        assertThat(file.log()).contains(bank.interactionLog.verifierKey());
        assertThat(file.proof()).isPresent();
        assertThat(file.organisation().did()).isEqualTo(bank.did());
        assertThat(file.organisation().documents())
                .extracting(document -> document.uri().toString())
                .containsExactly("https://bank.example/.well-known/did.json");
        assertThat(wallet.receipts().export("chl_unknown")).isEqualTo(Optional.empty());
    }
}
