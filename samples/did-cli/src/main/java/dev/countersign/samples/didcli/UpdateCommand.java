package dev.countersign.samples.didcli;

import dev.countersign.did.DidDocument;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhController;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhVerification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code did update}. */
@Command(
        name = "update",
        description = "Verifies a log of did:webvh, adds an entry, and prints the whole log.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  did update did.jsonl --update-key-file next.pem --rotate --next-key-file later.pem > new.jsonl",
            "  did update did.jsonl --update-key-file update.pem --document did.json > new.jsonl",
            "  did update did.jsonl --update-key-file update.pem --deactivate > new.jsonl"
        })
final class UpdateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final LogFile log = new LogFile();

    @Option(
            names = "--update-key-file",
            paramLabel = "FILE",
            required = true,
            description = "The key that signs the entry; others must not be able to read the file.")
    private Path updateKey = Path.of("");

    @Option(names = "--document", paramLabel = "FILE", description = "The new document.")
    private Optional<Path> document = Optional.empty();

    @Option(names = "--rotate", description = "From now on the key that signs this entry is the only one that may.")
    private boolean rotate;

    @Option(
            names = "--next-key-file",
            paramLabel = "FILE",
            description = "Where the key that must sign the next entry goes (pre-rotation).")
    private Optional<Path> nextKey = Optional.empty();

    @Option(names = "--move-to", paramLabel = "URL", description = "Moves a portable DID to another address.")
    private Optional<URI> address = Optional.empty();

    @Option(names = "--deactivate", description = "Gives the DID up for ever.")
    private boolean deactivate;

    UpdateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (log.verify(terminal) instanceof WebVhVerification.Verified verified) {
            KeyPair signer = KeyFile.load(updateKey);
            WebVhController controller = new WebVhController(Clock.systemUTC());
            WebVhLog longer = deactivate
                    ? controller.deactivate(verified.log(), ProofSigner.of(signer))
                    : controller.update(verified.log(), change(signer), ProofSigner.of(signer));
            terminal.printLog(longer);
            terminal.complain(longer.did() + " is now at " + longer.versionId());
            return ExitCode.DONE;
        }
        terminal.complain("the log is not valid; did verify says why");
        return ExitCode.REFUSED;
    }

    private WebVhChange change(KeyPair signer) throws IOException {
        WebVhChange change = WebVhChange.nothing();
        if (document.isPresent()) {
            change = change.document(DidDocument.parse(Files.readAllBytes(document.get())));
        }
        if (rotate) {
            change = change.updateKeys(List.of(signer.getPublic()));
        }
        if (nextKey.isPresent()) {
            change =
                    change.nextKeys(List.of(KeyFile.createForLogs(nextKey.get()).getPublic()));
        }
        return address.isPresent() ? change.movedTo(address.get()) : change;
    }
}
