package dev.countersign.samples.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.wallet.BankRequest;
import dev.countersign.wallet.BankServer;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.ExampleBank;
import dev.countersign.wallet.Offer;
import dev.countersign.wallet.Offering;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.WalletPorts;
import dev.countersign.wallet.jvm.EncryptedDirectory;
import dev.countersign.wallet.jvm.FileConsentRecords;
import dev.countersign.wallet.jvm.FileCredentialStore;
import dev.countersign.wallet.jvm.FileEnrolments;
import dev.countersign.wallet.jvm.FileHolderKeys;
import dev.countersign.wallet.jvm.FileKnownLogs;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a tap on a phone to a file that holds when the bank is gone. */
class SavedByAWalletTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void what_a_wallet_saved_holds_when_the_bank_is_gone() throws Exception {
        Path saved = directory.resolve(ReceiptFile.NAME);
        String did;
        String logKey;
        try (BankServer server = BankServer.start(Clock.systemUTC())) {
            ExampleBank bank = server.bank();
            bank.adoptsDidWithHistory();
            did = bank.did();
            logKey = bank.interactionLog.verifierKey().toString();
            Files.write(saved, answered(bank));
        }

        int exit = VerifyCli.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(out, true, StandardCharsets.UTF_8)),
                Clock.systemUTC(),
                "receipt",
                saved.toString(),
                "--organisation",
                did,
                "--log-key",
                logKey);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("entry 0 of 1", "This receipt holds.");
        assertThat(exit).isEqualTo(ExitCode.HOLDS);
    }

    /** Alice gets a card, is asked, and saves the receipt. */
    private byte[] answered(ExampleBank bank) throws Exception {
        EncryptedDirectory files = EncryptedDirectory.open(directory.resolve("wallet"));
        FileEnrolments enrolments = new FileEnrolments(files);
        Wallet wallet = Wallet.allowingLoopbackHttp(new WalletPorts(
                new WalletPorts.Stores(
                        new FileHolderKeys(files),
                        new FileCredentialStore(files),
                        enrolments,
                        new FileConsentRecords(files),
                        new FileKnownLogs(files)),
                new UrlConnectionTransport().allowingLoopbackHttp(),
                enrolments,
                Clock.systemUTC()));
        Offer offer = ((Offering.Offered) wallet.receive().inspect(bank.offer())).offer();
        wallet.receive().accept(offer, Optional.of(ExampleBank.TX_CODE), Optional.empty());
        BankRequest request = bank.ask(CallBinding.NONE);
        ConsentPrompt prompt = ((Opened.Prompt) wallet.open(request.send())).prompt();
        wallet.approve(prompt, Selection.requiredOnly());
        assertThat(wallet.receipts().fetch(request.challenge())).isPresent();
        return Json.print(
                wallet.receipts().export(request.challenge()).orElseThrow().toJson());
    }
}
