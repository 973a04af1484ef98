package dev.countersign.samples.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code countersign-verify anchor}. */
@Command(
        name = "anchor",
        description = "Verifies that a public chain (Stellar) has the hash of a log's checkpoint. Asks nobody.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 every check holds; 1 one does not; 2 wrong command line; 3 something must still be known.",
            "",
            "Example:",
            "  countersign-verify anchor checkpoint --transaction seen.json --log-key bank.example/log+... --account G..."
        })
final class AnchorCommand implements Callable<Integer> {
    private static final int MAX_TRANSACTION_BYTES = 1024 * 1024;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            description = "The checkpoint, a signed note: a wallet's, a witness's, or from /log/anchors.")
    private Path file = Path.of("");

    @Option(
            names = "--transaction",
            required = true,
            paramLabel = "FILE",
            description = "What a Horizon that you trust answers at /transactions/<hash>.")
    private Path transaction = Path.of("");

    @Option(
            names = "--log-key",
            paramLabel = "VKEY",
            description = "The key of the organisation's log, as at /log/key.")
    private Optional<String> logKey = Optional.empty();

    @Option(names = "--account", paramLabel = "G...", description = "The organisation's account in the chain.")
    private Optional<String> account = Optional.empty();

    AnchorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        AnchorChecks checks;
        try {
            checks = new AnchorChecks(logKey.map(text -> VerifierKey.parse(text.strip())), account);
            SignedNote note = SignedNote.parse(BoundedFile.read(file, SignedNote.MAX_BYTES));
            JsonNode seen = Json.parse(BoundedFile.read(transaction, MAX_TRANSACTION_BYTES));
            checks.make(note, seen);
        } catch (MalformedInputException e) {
            terminal.complain(String.valueOf(e.getMessage()));
            return ExitCode.REFUSED;
        }
        checks.made().forEach(check -> terminal.print(check.line()));
        return Conclusion.of("anchor", checks.made()).tell(terminal);
    }
}
