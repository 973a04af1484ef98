package dev.countersign.samples.verify;

import dev.countersign.did.Did;
import dev.countersign.did.MalformedDidException;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code countersign-verify receipt}. */
@Command(
        name = "receipt",
        description = "Verifies a receipt that a wallet saved, and says of each check what was found. Asks nobody.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 every check holds; 1 one does not; 2 wrong command line; 3 something must still be known.",
            "",
            "Example:",
            "  countersign-verify receipt countersign-receipt.json --organisation did:webvh:Qm...:bank.example"
        })
final class ReceiptCommand implements Callable<Integer> {
    private static final int MAX_OTHER_BYTES = 16 * 1024 * 1024;

    private final Terminal terminal;
    private final Clock clock;

    @Parameters(paramLabel = "FILE", description = "As saved by the wallet: " + ReceiptFile.NAME + ".")
    private Path file = Path.of("");

    @Option(
            names = "--organisation",
            paramLabel = "DID",
            description = "Whose receipt it must be: the DID that you got from the organisation, not from the file.")
    private Optional<String> organisation = Optional.empty();

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "The organisation's did.json or did.jsonl, fetched by you; instead of what is in the file.")
    private Optional<Path> document = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Which witnesses must have seen the log (a C2SP tlog-policy).")
    private Optional<Path> policy = Optional.empty();

    @Option(
            names = "--log-key",
            paramLabel = "VKEY",
            description = "The key of the organisation's log, as at /log/key.")
    private Optional<String> logKey = Optional.empty();

    ReceiptCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        ReceiptFile receipt;
        Expectations expected;
        try {
            expected = expectations();
            receipt = ReceiptFile.parse(BoundedFile.read(file, ReceiptFile.MAX_BYTES));
        } catch (MalformedInputException | MalformedDidException e) {
            terminal.complain(String.valueOf(e.getMessage()));
            return ExitCode.REFUSED;
        }
        ReceiptChecks checks = new ReceiptChecks(expected, clock);
        Optional<ConsentReceipt> signed = checks.make(receipt);
        signed.ifPresent(found -> tell(found, receipt));
        checks.made().forEach(check -> terminal.print(check.line()));
        return Conclusion.of("receipt", checks.made()).tell(terminal);
    }

    private Expectations expectations() throws IOException {
        Optional<byte[]> ownDocument = Optional.empty();
        if (document.isPresent()) {
            ownDocument = Optional.of(BoundedFile.read(document.get(), MAX_OTHER_BYTES));
        }
        Optional<WitnessPolicy> ownPolicy = Optional.empty();
        if (policy.isPresent()) {
            ownPolicy = Optional.of(WitnessPolicy.parse(
                    new String(BoundedFile.read(policy.get(), ReceiptFile.MAX_BYTES), StandardCharsets.UTF_8)));
        }
        return new Expectations(
                organisation.map(Did::parse),
                ownDocument,
                logKey.map(text -> VerifierKey.parse(text.strip())),
                ownPolicy);
    }

    /** What the receipt says, before what was found about it. */
    private void tell(ConsentReceipt receipt, ReceiptFile saved) {
        ConsentContext.Text text = saved.shown()
                .texts()
                .getOrDefault("en", saved.shown().texts().values().iterator().next());
        terminal.print("Receipt  " + receipt.id() + " of " + receipt.issuer());
        terminal.print("Asked    " + text.title() + " (" + receipt.purpose().name() + ", version "
                + receipt.purpose().version() + "): " + names(receipt.asked()));
        terminal.print("Answer   " + receipt.answered().wireName() + " at " + receipt.answeredAt() + " by the key "
                + receipt.holderKeyThumbprint());
        terminal.print("Shared   " + names(receipt.disclosed()));
        terminal.print("");
    }

    private static String names(List<ClaimPath> paths) {
        return paths.isEmpty()
                ? "nothing"
                : paths.stream().map(ClaimPath::toString).collect(Collectors.joining(", "));
    }
}
