package dev.countersign.samples.didcli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidWeb;
import dev.countersign.did.VerificationRelationship;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code did create web}. */
@Command(
        name = "web",
        description = "Creates the document of a did:web and prints it; where it belongs is said on standard error.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  did create web https://bank.example/team --key-file team.pem > did.json"})
final class CreateWebCommand implements Callable<Integer> {
    private static final Set<VerificationRelationship> PURPOSES =
            EnumSet.of(VerificationRelationship.AUTHENTICATION, VerificationRelationship.ASSERTION_METHOD);

    private final Terminal terminal;

    @Mixin
    private final NewKey key = new NewKey();

    @Parameters(paramLabel = "URL", description = "Where the subject is: https, a domain name, perhaps a path.")
    private URI address = URI.create("");

    @Option(names = "--fragment", paramLabel = "NAME", description = "Name of the key (default: ${DEFAULT-VALUE}).")
    private String fragment = "key-1";

    CreateWebCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        DidWeb web = new DidWeb((uri, maxBytes) -> {
            throw new IOException("nothing is fetched to create a DID");
        });
        Did did = web.didAt(address);
        // Checked before a key is made that would be of no use.
        DidUrl name = DidUrl.of(did, fragment);
        DidDocument document =
                DidDocument.describing(did).key(fragment, key.make(), PURPOSES).build();
        if (key.json()) {
            ObjectNode made = Created.json(did, name)
                    .put("documentUri", web.documentUri(did).toString());
            made.set("didDocument", new ObjectMapper().readTree(document.toJson()));
            terminal.print(made.toString());
        } else {
            terminal.print(document.toJson());
            terminal.complain(did + " is there when this is served as " + web.documentUri(did));
        }
        return ExitCode.DONE;
    }
}
