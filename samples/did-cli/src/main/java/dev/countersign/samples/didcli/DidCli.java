package dev.countersign.samples.didcli;

import dev.countersign.did.DocumentFetcher;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code did}: resolves, creates, updates and verifies DIDs. */
@Command(
        name = "did",
        description = "Resolves and creates decentralized identifiers (did:key, did:jwk, did:web, did:webvh).",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "did 0.1",
        footer = {
            "",
            "Exit codes: 0 done; 1 not there or not valid; 2 wrong command line; 3 cannot be known now.",
            "",
            "Examples:",
            "  did create key --key-file alice.pem",
            "  did resolve did:web:bank.example",
            "  did verify did.jsonl"
        })
public final class DidCli {
    private DidCli() {}

    /** Runs a command, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(new Terminal(System.in, System.out, System.err), new HttpsDocuments(), arguments));
    }

    static int run(Terminal terminal, DocumentFetcher documents, String... arguments) {
        CommandLine create = new CommandLine(new CreateCommand())
                .addSubcommand(new CreateKeyCommand(terminal))
                .addSubcommand(new CreateJwkCommand(terminal))
                .addSubcommand(new CreateWebCommand(terminal))
                .addSubcommand(new CreateWebVhCommand(terminal));
        CommandLine did = new CommandLine(new DidCli())
                .addSubcommand(new ResolveCommand(terminal, documents))
                .addSubcommand(create)
                .addSubcommand(new UpdateCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new CommandLine.HelpCommand());
        PrintWriter out = new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8);
        return did.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    terminal.complain(exception.getMessage() == null ? exception.toString() : exception.getMessage());
                    return ExitCode.REFUSED;
                })
                .execute(arguments);
    }
}
