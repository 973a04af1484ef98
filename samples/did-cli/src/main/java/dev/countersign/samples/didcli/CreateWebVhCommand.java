package dev.countersign.samples.didcli;

import dev.countersign.did.DidDocument;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhController;
import dev.countersign.did.WebVhLog;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code did create webvh}. */
@Command(
        name = "webvh",
        description = "Creates a did:webvh and prints its log; where it belongs is said on standard error.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  did create webvh https://bank.example --update-key-file update.pem --next-key-file next.pem \\",
            "      --key-file sign.pem > did.jsonl"
        })
final class CreateWebVhCommand implements Callable<Integer> {
    private static final Set<VerificationRelationship> PURPOSES =
            EnumSet.of(VerificationRelationship.AUTHENTICATION, VerificationRelationship.ASSERTION_METHOD);

    private final Terminal terminal;

    @Parameters(paramLabel = "URL", description = "Where it will be served: https, a domain name, perhaps a path.")
    private URI address = URI.create("");

    @Option(
            names = "--update-key-file",
            paramLabel = "FILE",
            required = true,
            description = "Where the key that may change the log goes.")
    private Path updateKey = Path.of("");

    @Option(
            names = "--next-key-file",
            paramLabel = "FILE",
            description = "Where the key that must sign the next entry goes: it is promised, not shown (pre-rotation).")
    private Optional<Path> nextKey = Optional.empty();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "Where the private key of the document goes, named key-1, of kind p256.")
    private Path documentKey = Path.of("");

    @Option(names = "--portable", description = "Lets the DID move to another address later.")
    private boolean portable;

    CreateWebVhCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        KeyPair update = KeyFile.createForLogs(updateKey);
        WebVhChange rules = portable ? WebVhChange.nothing().portable() : WebVhChange.nothing();
        if (nextKey.isPresent()) {
            rules = rules.nextKeys(List.of(KeyFile.createForLogs(nextKey.get()).getPublic()));
        }
        PublicKey key = KeyFile.create(documentKey, KeyKind.P256);
        WebVhLog log = new WebVhController(Clock.systemUTC())
                .create(
                        address,
                        did -> DidDocument.describing(did)
                                .key("key-1", key, PURPOSES)
                                .build(),
                        rules,
                        ProofSigner.of(update));
        terminal.printLog(log);
        terminal.complain(log.did() + " is there when this is served as did.jsonl under " + address);
        return ExitCode.DONE;
    }
}
