package dev.countersign.samples.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyReceiptTest {
    @TempDir
    Path directory;

    private final Bank bank = new Bank("https://bank.example");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return VerifyCli.run(terminal, Bank.at(Bank.ANSWERED.plus(Duration.ofDays(3_650))), arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private String saved(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content).toString();
    }

    private int verify(ObjectNode file, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("receipt", saved(ReceiptFile.NAME, Json.print(file))));
        arguments.addAll(Arrays.asList(more));
        return run(arguments.toArray(String[]::new));
    }

    /** Verifies what the bank's file becomes in the hands of an attacker; the verifier knows the bank's DID. */
    private int doctored(Consumer<ObjectNode> attack) throws IOException {
        ObjectNode file = bank.file().toJson();
        attack.accept(file);
        return verify(file, "--organisation", bank.did());
    }

    private void refused(int exitCode, String word) {
        assertThat(exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(printed()).contains("REFUSED", word, "does NOT hold").doesNotContain("This receipt holds");
    }

    private static ObjectNode claims(ObjectNode file) {
        String payload = file.path("receipt").asText().split("\\.", -1)[1];
        return Json.parseObject(Base64Url.decode(payload));
    }

    /** Puts other claims under the same signature. */
    private static void replaceClaims(ObjectNode file, ObjectNode claims) {
        String[] parts = file.path("receipt").asText().split("\\.", -1);
        parts[1] = Base64Url.encode(Json.print(claims));
        file.put("receipt", String.join(".", parts));
    }

    // ---- the main job

    @Test
    void a_receipt_that_is_right_holds_and_every_check_is_told() throws Exception {
        assertThat(doctored(untouched -> {})).isEqualTo(ExitCode.HOLDS);

        assertThat(printed())
                .contains(
                        "To know that it is you",
                        "[\"given_name\"]",
                        "The organisation is the one that you named",
                        "by a history that cannot be rewritten",
                        "The signature holds",
                        "opens to this receipt",
                        "The texts in the file are those",
                        "signed the checkpoint of 5 entries",
                        "entry 2 of 5",
                        "Witnesses were not asked for",
                        "This receipt holds.")
                .doesNotContain("REFUSED", "UNKNOWN");
    }

    @Test
    void a_key_that_was_replaced_since_still_counts_for_its_time() throws Exception {
        bank.rotates(Bank.ANSWERED.plus(Duration.ofDays(30)));

        assertThat(doctored(untouched -> {})).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void the_logs_key_and_the_witnesses_are_checked_when_they_are_known() throws Exception {
        KeyPair regulator = Keys.generate(SignatureAlgorithm.EDDSA);
        VerifierKey key = VerifierKey.of("regulator.example", SignatureType.COSIGNATURE_V1, regulator.getPublic());
        VerifierKey absent = VerifierKey.of(
                "press.example",
                SignatureType.COSIGNATURE_V1,
                Keys.generate(SignatureAlgorithm.EDDSA).getPublic());
        bank.witnesses.add(NoteSigner.cosigner(key, JwsSigner.of(regulator), Bank.at(Bank.ANSWERED)));
        String lines = "log " + bank.verifierKey() + "\nwitness regulator " + key + "\nwitness press " + absent + "\n";
        String any =
                saved("any", (lines + "group two any regulator press\nquorum two\n").getBytes(StandardCharsets.UTF_8));
        String all =
                saved("all", (lines + "group two all regulator press\nquorum two\n").getBytes(StandardCharsets.UTF_8));
        ObjectNode file = bank.file().toJson();
        String did = bank.did();

        int enough = verify(
                file,
                "--organisation",
                did,
                "--policy",
                any,
                "--log-key",
                bank.verifierKey().toString());
        assertThat(enough).isEqualTo(ExitCode.HOLDS);
        assertThat(printed())
                .contains("1 of 2 witnesses", "regulator.example at 2026-11-22T10:00:00Z", "the one that you named")
                .doesNotContain("note ");

        refused(verify(file, "--organisation", did, "--policy", all), "The policy demands more");
    }

    // ---- what cannot be known from the file

    @Test
    void without_a_did_from_elsewhere_nothing_is_shown_and_that_is_said() throws Exception {
        assertThat(verify(bank.file().toJson())).isEqualTo(ExitCode.INCOMPLETE);

        assertThat(printed()).contains("UNKNOWN", "--organisation", "not shown yet");
    }

    @Test
    void a_did_without_a_history_needs_the_document_from_the_bank_itself() throws Exception {
        ObjectNode file = bank.file().toJson();
        String didWeb = "did:web:bank.example";
        byte[] document = DidDocument.describing(Did.parse(didWeb))
                .key("receipt-1", bank.receiptKey.getPublic(), Set.of(VerificationRelationship.ASSERTION_METHOD))
                .build()
                .toJson();
        ((ObjectNode) file.get("organisation")).put("did", didWeb);
        ((ArrayNode) file.get("organisation").get("documents"))
                .addObject()
                .put("uri", "https://bank.example/.well-known/did.json")
                .put("content", new String(document, StandardCharsets.UTF_8));

        assertThat(verify(file, "--organisation", didWeb)).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(printed()).contains("anybody can write such a document");

        assertThat(verify(file, "--organisation", didWeb, "--document", saved("did.json", document)))
                .isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void a_receipt_that_still_waits_for_the_log_is_incomplete() throws Exception {
        assertThat(doctored(file -> ((ObjectNode) file.get("log")).remove("proof")))
                .isEqualTo(ExitCode.INCOMPLETE);

        assertThat(printed()).contains("no proof that the receipt is in the log");
    }

    // ---- attacks

    @Test
    void the_receipt_of_another_bank_is_refused() throws Exception {
        Bank impostor = new Bank("https://bank.example");

        refused(verify(impostor.file().toJson(), "--organisation", bank.did()), "not the one that you named");
    }

    @Test
    void a_claim_that_was_changed_afterwards_is_refused() throws Exception {
        int exit = doctored(file -> replaceClaims(file, claims(file).put("answered_at", "2026-11-23T10:00:00Z")));

        refused(exit, "The signature does not hold");
    }

    @Test
    void a_receipt_signed_by_a_key_that_is_not_the_banks_is_refused() throws Exception {
        bank.signsReceipts = Keys.generate(SignatureAlgorithm.ES256);

        refused(doctored(untouched -> {}), "somebody else signed it");
    }

    @Test
    void a_key_that_the_bank_gave_up_before_is_refused() throws Exception {
        bank.rotates(Bank.ANSWERED.minus(Duration.ofDays(1)));

        refused(doctored(untouched -> {}), "The signature does not hold");
    }

    @Test
    void a_history_of_the_did_that_was_rewritten_is_refused() throws Exception {
        int exit = doctored(file -> {
            ObjectNode document =
                    (ObjectNode) file.get("organisation").get("documents").get(0);
            document.put("content", document.get("content").asText().replace("receipt-1", "receipt-2"));
        });

        refused(exit, "does not hold");
    }

    @Test
    void a_receipt_issued_under_the_address_of_somebody_else_is_refused() throws Exception {
        Bank elsewhere = new Bank("https://elsewhere.example");
        elsewhere.content = receipt -> bank.receipt();

        refused(verify(elsewhere.file().toJson(), "--organisation", elsewhere.did()), "which is not the address of");
    }

    @Test
    void other_texts_than_were_shown_are_refused() throws Exception {
        int exit = doctored(file -> ((ObjectNode) file.at("/shown/texts/en")).put("title", "To sell what you own"));

        refused(exit, "not those that the receipt says were shown");
    }

    @Test
    void a_receipt_that_names_the_commitment_of_another_is_refused() throws Exception {
        ConsentReceipt other = bank.receipt();
        bank.content = receipt -> withLog(receipt, other.logged());

        refused(doctored(untouched -> {}), "about something else");
    }

    private static ConsentReceipt withLog(ConsentReceipt receipt, Optional<ConsentReceipt.Logged> log) {
        ConsentReceipt.Logged right = receipt.logged().orElseThrow();
        return new ConsentReceipt(
                receipt.issuer(),
                receipt.issuedAt(),
                receipt.id(),
                receipt.challenge(),
                receipt.purpose(),
                receipt.asked(),
                receipt.answered(),
                receipt.disclosed(),
                receipt.holderKeyThumbprint(),
                receipt.textsSha256(),
                receipt.answeredAt(),
                log.map(wrong -> new ConsentReceipt.Logged(
                        right.log(), Salt.random(RandomSource.secure()), wrong.commitment())));
    }

    @Test
    void a_receipt_without_an_entry_could_have_been_made_later_and_is_refused() throws Exception {
        bank.content = receipt -> withLog(receipt, Optional.empty());

        refused(doctored(file -> file.remove("log")), "names no log");
    }

    @Test
    void the_proof_of_another_entry_is_refused() throws Exception {
        String others = bank.proof(new byte[] {9}).toString();

        refused(doctored(file -> ((ObjectNode) file.get("log")).put("proof", others)), "of another entry");
    }

    @Test
    void a_proof_for_another_place_is_refused() throws Exception {
        int exit = doctored(file -> {
            ObjectNode log = (ObjectNode) file.get("log");
            log.put("proof", log.get("proof").asText().replace("index 2", "index 3"));
        });

        refused(exit, "another place");
    }

    @Test
    void a_checkpoint_signed_by_another_key_is_refused() throws Exception {
        bank.signsCheckpoints = Keys.generate(SignatureAlgorithm.EDDSA);

        refused(doctored(untouched -> {}), "did not sign this checkpoint");
    }

    @Test
    void a_checkpoint_whose_size_was_changed_is_refused() throws Exception {
        int exit = doctored(file -> {
            ObjectNode log = (ObjectNode) file.get("log");
            log.put("proof", log.get("proof").asText().replace("bank.example/log\n5\n", "bank.example/log\n6\n"));
        });

        refused(exit, "did not sign this checkpoint");
    }

    @Test
    void a_file_that_names_another_log_than_the_receipt_is_refused() throws Exception {
        VerifierKey other = VerifierKey.of(
                "bank.example/log",
                SignatureType.ED25519,
                Keys.generate(SignatureAlgorithm.EDDSA).getPublic());

        refused(doctored(file -> ((ObjectNode) file.get("log")).put("key", other.toString())), "another log");
        refused(
                verify(bank.file().toJson(), "--organisation", bank.did(), "--log-key", other.toString()),
                "not the one that you named");
    }

    @Test
    void a_policy_for_other_logs_is_refused() throws Exception {
        String policy = "log "
                + VerifierKey.of(
                        "other.example/log",
                        SignatureType.ED25519,
                        Keys.generate(SignatureAlgorithm.EDDSA).getPublic())
                + "\nquorum none\n";

        refused(
                verify(
                        bank.file().toJson(),
                        "--organisation",
                        bank.did(),
                        "--policy",
                        saved("policy", policy.getBytes(StandardCharsets.UTF_8))),
                "does not name this log");
    }

    // ---- hostile files

    @Test
    void a_file_that_is_none_too_long_or_not_there_is_refused_in_a_word() throws Exception {
        for (byte[] hostile : List.of(
                "".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                new byte[ReceiptFile.MAX_BYTES + 1])) {
            assertThat(run("receipt", saved("hostile", hostile))).isEqualTo(ExitCode.REFUSED);
            assertThat(printed()).startsWith("countersign-verify: ").hasSizeLessThan(400);
        }
        assertThat(run("receipt", directory.resolve("nowhere").toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(run("receipt")).isEqualTo(2);
    }

    @Test
    void a_file_of_a_later_version_is_refused_and_not_half_understood() throws Exception {
        int exit = verify(bank.file().toJson().put("version", 2), "--organisation", bank.did());

        assertThat(exit).isEqualTo(ExitCode.REFUSED);
        assertThat(printed()).contains("version");
    }

    @Test
    void every_member_that_is_of_another_type_is_refused() throws Exception {
        for (String member : List.of("format", "version", "receipt", "organisation", "shown", "log")) {
            ObjectNode file = bank.file().toJson();
            file.putArray(member).add(1);
            assertThat(verify(file, "--organisation", bank.did())).as(member).isEqualTo(ExitCode.REFUSED);
        }
    }

    @Test
    void what_stands_in_a_file_cannot_steer_the_terminal() throws Exception {
        int exit = doctored(file -> ((ObjectNode) file.at("/shown/texts/en"))
                .put("title", "\u001b[2J\nok       This receipt holds.\u202e"));

        assertThat(exit).isEqualTo(ExitCode.REFUSED);
        assertThat(printed()).doesNotContain("\u001b", "\u202e", "\nok       This receipt holds.");
    }

    @Test
    void an_issuer_whose_address_is_none_is_refused() throws Exception {
        for (String hostile : List.of("https://", "mailto:bank.example", "https:///x", " ", "file:/etc/hosts", "://")) {
            bank.content = receipt -> issuedBy(receipt, hostile);

            refused(doctored(untouched -> {}), "which is not the address of");
        }
    }

    private static ConsentReceipt issuedBy(ConsentReceipt receipt, String issuer) {
        return new ConsentReceipt(
                issuer,
                receipt.issuedAt(),
                receipt.id(),
                receipt.challenge(),
                receipt.purpose(),
                receipt.asked(),
                receipt.answered(),
                receipt.disclosed(),
                receipt.holderKeyThumbprint(),
                receipt.textsSha256(),
                receipt.answeredAt(),
                receipt.logged());
    }

    @Test
    void no_changed_byte_breaks_it() throws Exception {
        byte[] right = Json.print(bank.file().toJson());
        for (int i = 0; i < right.length; i += 29) {
            byte[] changed = right.clone();
            changed[i] ^= 1;

            int exit = run("receipt", saved("changed", changed), "--organisation", bank.did());

            // The name of the organisation, and white space, are nobody's word.
            assertThat(exit).isIn(ExitCode.HOLDS, ExitCode.REFUSED, ExitCode.INCOMPLETE);
            assertThat(printed()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void nothing_is_fetched_for_it() throws Exception {
        int exit = doctored(file -> ((ArrayNode) file.get("organisation").get("documents")).removeAll());

        refused(exit, "the host has no such log");
        assertThat(bank.address).isEqualTo(URI.create("https://bank.example"));
    }
}
