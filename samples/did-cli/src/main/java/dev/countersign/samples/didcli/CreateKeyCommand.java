package dev.countersign.samples.didcli;

import dev.countersign.did.Did;
import dev.countersign.did.DidKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code did create key}. */
@Command(
        name = "key",
        description = "Creates a did:key and prints it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  did create key --type p256 --key-file alice.pem"})
final class CreateKeyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final NewKey key = new NewKey();

    CreateKeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Did did = DidKey.of(key.make());
        terminal.print(key.json() ? Created.json(did, DidKey.methodOf(did)).toString() : did.toString());
        return ExitCode.DONE;
    }
}
