package dev.countersign.samples.didcli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import picocli.CommandLine.Option;

/** The options of every command that makes a key. */
final class NewKey {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "ed25519")
    private KeyKind kind = KeyKind.ED25519;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "Where the private key goes, as PKCS #8 PEM with mode 0600. Must not exist yet.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Prints an object instead of a line.")
    private boolean json;

    PublicKey make() throws IOException {
        return KeyFile.create(file, kind);
    }

    boolean json() {
        return json;
    }
}
