package dev.countersign.samples.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code countersign-verify}. */
@Command(
        name = "countersign-verify",
        description = "Verifies what Countersign leaves in people's hands, without asking the organisation.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "countersign-verify 0.1")
public final class VerifyCli {
    private VerifyCli() {}

    /** Runs a command, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(new Terminal(System.out, System.err), Clock.systemUTC(), arguments));
    }

    static int run(Terminal terminal, Clock clock, String... arguments) {
        return new CommandLine(new VerifyCli())
                .addSubcommand(new ReceiptCommand(terminal, clock))
                .addSubcommand(new AnchorCommand(terminal))
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (!(exception instanceof IOException)) {
                        throw exception;
                    }
                    terminal.complain("cannot read the file: " + exception.getMessage());
                    return ExitCode.REFUSED;
                })
                .execute(arguments);
    }
}
