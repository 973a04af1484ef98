package dev.countersign.samples.didcli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhVerification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code did verify}. */
@Command(
        name = "verify",
        description = "Verifies a log of did:webvh from its first entry, and says what it is the log of.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  did verify did.jsonl",
            "  curl -s https://bank.example/.well-known/did.jsonl | did verify -"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final LogFile log = new LogFile();

    @Option(names = "--json", description = "Prints an object, of a refusal too.")
    private boolean json;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        WebVhVerification verification = log.verify(terminal);
        if (verification instanceof WebVhVerification.Verified verified) {
            WebVhLog found = verified.log();
            terminal.print(
                    json
                            ? object().put("verified", true)
                                    .put("did", found.did().toString())
                                    .put("versionId", found.versionId())
                                    .put("versionTime", found.versionTime().toString())
                                    .toString()
                            : found.did() + " " + found.versionId());
            return ExitCode.DONE;
        }
        WebVhVerification.Rejected rejected = (WebVhVerification.Rejected) verification;
        if (json) {
            terminal.print(object().put("verified", false)
                    .put("fault", rejected.fault().name())
                    .put("detail", rejected.detail())
                    .toString());
        }
        terminal.complain(rejected.fault() + ": " + rejected.detail());
        return ExitCode.REFUSED;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
