package dev.countersign.samples.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint in a public chain, checked by a stranger. */
class VerifyAnchorTest {
    private static final String ACCOUNT = "GAYLRRCKP4ZBUU35YLGP3WYIVZUCSX67HVFKPGKDSOKUAG7ESL2J5N4V";

    @TempDir
    Path directory;

    private final KeyPair key = Keys.generate(SignatureAlgorithm.EDDSA);
    private final VerifierKey log = VerifierKey.of("bank.example/log", SignatureType.ED25519, key.getPublic());
    private final SignedNote checkpoint = signed(88);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private SignedNote signed(long size) {
        Checkpoint text = new Checkpoint(log.name(), new TreeHead(size, MerkleHash.leaf(new byte[] {1})));
        return SignedNote.sign(text.text(), List.of(NoteSigner.of(log, JwsSigner.of(key))));
    }

    /** What Horizon says of the transaction. */
    private ObjectNode transaction() throws NoSuchAlgorithmException {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(checkpoint.text().getBytes(StandardCharsets.UTF_8));
        return Json.object()
                .put("hash", "29a7e3b9")
                .put("ledger", 50_000_001)
                .put("created_at", "2026-11-23T12:00:00Z")
                .put("successful", true)
                .put("source_account", ACCOUNT)
                .put("memo_type", "hash")
                .put("memo", Base64.getEncoder().encodeToString(hash));
    }

    private int verify(SignedNote note, ObjectNode transaction, String... more) throws IOException {
        Path file = Files.write(directory.resolve("checkpoint"), note.bytes());
        Path seen = Files.write(directory.resolve("seen.json"), Json.print(transaction));
        String[] arguments = new String[more.length + 4];
        arguments[0] = "anchor";
        arguments[1] = file.toString();
        arguments[2] = "--transaction";
        arguments[3] = seen.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        printed.reset();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return VerifyCli.run(new Terminal(out, out), Clock.systemUTC(), arguments);
    }

    private String words() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void isRefused(Consumer<ObjectNode> attack, String word) throws Exception {
        ObjectNode seen = transaction();
        attack.accept(seen);
        assertThat(verify(checkpoint, seen, "--log-key", log.toString(), "--account", ACCOUNT))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(words()).contains("REFUSED", word, "This anchor does NOT hold.");
    }

    @Test
    void a_checkpoint_whose_hash_is_in_the_chain_holds() throws Exception {
        assertThat(verify(checkpoint, transaction(), "--log-key", log.toString(), "--account", ACCOUNT))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(words()).contains("2026-11-23T12:00:00Z", "50000001", "88 entries", "This anchor holds.");
    }

    @Test
    void another_checkpoint_of_the_same_log_is_not_the_one_in_the_chain() throws Exception {
        assertThat(verify(signed(89), transaction(), "--log-key", log.toString(), "--account", ACCOUNT))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(words()).contains("memo is not the hash");
    }

    @Test
    void a_transaction_with_another_memo_or_kind_of_memo_is_refused() throws Exception {
        isRefused(seen -> seen.put("memo", Base64.getEncoder().encodeToString(new byte[32])), "memo");
        isRefused(seen -> seen.put("memo", "!"), "memo");
        isRefused(seen -> seen.put("memo_type", "return"), "memo");
        isRefused(seen -> seen.remove("memo"), "memo");
    }

    @Test
    void a_transaction_that_failed_is_refused() throws Exception {
        isRefused(seen -> seen.put("successful", false), "failed");
        isRefused(seen -> seen.remove("successful"), "failed");
    }

    @Test
    void a_transaction_of_somebody_elses_account_is_refused() throws Exception {
        isRefused(seen -> seen.put("source_account", "G" + "A".repeat(55)), "account");
    }

    @Test
    void a_checkpoint_that_another_log_signed_is_refused() throws Exception {
        KeyPair other = Keys.generate(SignatureAlgorithm.EDDSA);
        VerifierKey impostor = VerifierKey.of("bank.example/log", SignatureType.ED25519, other.getPublic());
        assertThat(verify(checkpoint, transaction(), "--log-key", impostor.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(words()).contains("did not sign");
    }

    @Test
    void without_the_logs_key_it_is_not_shown_whose_checkpoint_it_is() throws Exception {
        assertThat(verify(checkpoint, transaction())).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(words()).contains("UNKNOWN", "--log-key").contains("note", "--account");
    }

    @Test
    void what_is_no_checkpoint_or_no_transaction_is_refused() throws Exception {
        Path note = Files.writeString(directory.resolve("note"), "nothing");
        Path seen = Files.write(directory.resolve("json"), Json.print(transaction()));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out);
        assertThat(VerifyCli.run(
                        terminal, Clock.systemUTC(), "anchor", note.toString(), "--transaction", seen.toString()))
                .isEqualTo(ExitCode.REFUSED);
        Files.write(note, checkpoint.bytes());
        Files.writeString(seen, "[1");
        assertThat(VerifyCli.run(
                        terminal, Clock.systemUTC(), "anchor", note.toString(), "--transaction", seen.toString()))
                .isEqualTo(ExitCode.REFUSED);
    }
}
