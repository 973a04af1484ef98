package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command {@code countersign-witness}. */
@Command(
        name = "countersign-witness",
        description = "Cosigns, copies and watches transparency logs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        version = "countersign-witness 0.1",
        footer = {
            "",
            "Exit codes: 0 fine; 1 alarm; 2 wrong command line; 3 cannot be known now.",
            "",
            "Example:",
            "  countersign-witness --name regulator.example/witness --data /var/lib/witness \\",
            "    --log bank.example/log+1a2b3c4d+AW...@https://bank.example/log"
        })
public final class WitnessCli implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Name of this witness, without spaces, such as regulator.example/witness.")
    private String name = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Where key, memory, copies and evidence lie. Never restore it from a backup.")
    private Path data = Path.of(".");

    @Option(
            names = "--log",
            paramLabel = "VKEY@URL",
            converter = Log.class,
            description = "A log: its verifier key and its address. May be repeated.")
    private List<LogAddress> logs = new ArrayList<>();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7380",
            converter = Listen.class,
            description = "Where to listen (${DEFAULT-VALUE}).")
    private InetSocketAddress listen = InetSocketAddress.createUnresolved("127.0.0.1", 0);

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            defaultValue = "PT5S",
            description = "How long between two looks at a log (${DEFAULT-VALUE}).")
    private Duration every = Duration.ofSeconds(5);

    @Option(
            names = "--alarm-after",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "How long a log may show less than it showed (${DEFAULT-VALUE}).")
    private Duration alarmAfter = Duration.ofMinutes(10);

    @Option(
            names = "--alarm-url",
            paramLabel = "URL",
            converter = Address.class,
            description = "Where alarms are posted as JSON, each until it is taken.")
    private Optional<URI> alarmUrl = Optional.empty();

    @Option(names = "--once", description = "Looks at each log now, copies what is new, and exits.")
    private boolean once;

    @Option(names = "--print-key", description = "Prints the verifier key, makes it if need be, and exits.")
    private boolean printKey;

    private WitnessCli(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        return new CommandLine(new WitnessCli(out, err))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    err.println("countersign-witness: "
                            + (exception.getMessage() == null ? exception.toString() : exception.getMessage()));
                    return exception instanceof MalformedInputException ? ExitCode.USAGE : ExitCode.TRY_AGAIN;
                })
                .execute(arguments);
    }

    /** A log as the operator names it. */
    static final class Log implements ITypeConverter<LogAddress> {
        @Override
        public LogAddress convert(String value) {
            try {
                return LogAddress.parse(value);
            } catch (MalformedInputException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** An address that is asked from here. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            try {
                return WebAddress.parse(value);
            } catch (MalformedInputException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Where to listen. */
    static final class Listen implements ITypeConverter<InetSocketAddress> {
        private static final int MAX_PORT = 65_535;

        @Override
        public InetSocketAddress convert(String value) {
            int colon = value.lastIndexOf(':');
            String port = value.substring(colon + 1);
            if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
                throw new TypeConversionException("expected HOST:PORT");
            }
            return new InetSocketAddress(value.substring(0, colon), Integer.parseInt(port));
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (printKey) {
            out.println(printedKey());
            return ExitCode.FINE;
        }
        List<WatchedLog> watched = WatchedLog.of(logs);
        if (watched.isEmpty()) {
            throw new MalformedInputException("--log (expected: one at least)");
        }
        WitnessSettings settings = new WitnessSettings(
                name, watched, data, new WitnessSettings.Habits(every, DEADLINE, alarmAfter, alarmUrl));
        try (WitnessNode node = WitnessNode.open(settings, err, Clock.systemUTC())) {
            if (once) {
                int code = node.once();
                node.summary().forEach(out::println);
                return code;
            }
            out.println(node.verifierKey());
            InetSocketAddress address = node.listen(listen);
            out.println("http://" + address.getHostString() + ":" + address.getPort() + "/");
            node.follow();
            node.await();
            return ExitCode.FINE;
        }
    }

    private String printedKey() throws IOException {
        Path file = DataDirectory.key(data);
        Optional<CosignerKey> kept = CosignerKey.load(file, name);
        if (kept.isPresent()) {
            return kept.get().verifierKey().toString();
        }
        try (DataDirectory mine = DataDirectory.open(data)) {
            return mine.cosigner(name).verifierKey().toString();
        }
    }
}
