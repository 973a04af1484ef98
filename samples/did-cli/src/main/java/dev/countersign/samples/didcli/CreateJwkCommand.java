package dev.countersign.samples.didcli;

import dev.countersign.did.Did;
import dev.countersign.did.DidJwk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code did create jwk}. */
@Command(
        name = "jwk",
        description = "Creates a did:jwk and prints it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  did create jwk --type p256 --key-file alice.pem"})
final class CreateJwkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final NewKey key = new NewKey();

    CreateJwkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Did did = DidJwk.of(key.make());
        terminal.print(key.json() ? Created.json(did, DidJwk.methodOf(did)).toString() : did.toString());
        return ExitCode.DONE;
    }
}
