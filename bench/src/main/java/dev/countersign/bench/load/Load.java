package dev.countersign.bench.load;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.countersign.bench.PackagedService;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.ServiceProcess;
import dev.countersign.samples.bank.ServiceSettings;
import dev.countersign.samples.bank.SignIns;
import dev.countersign.samples.bank.StepFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays whole challenges over HTTP at a fixed rate, or finds the highest rate that the service sustains. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Plays whole challenges over HTTP: an agent asks, a wallet fetches the request and posts the encrypted answer,"
                    + " the agent reads the identity; everything is durable in PostgreSQL.",
            "Starts the packaged service itself, unless --url is given; then the passwords are read from"
                    + " COUNTERSIGN_ADMIN_PASSWORD and COUNTERSIGN_CLIENT_SECRET.",
            "Calls begin at a fixed rate, whatever becomes of those before. The service share of a call is the sum of its"
                    + " HTTP exchanges (create, fetch with the DID document, answer, read) and the time by which the call"
                    + " began late; what the wallet computes between them is not in it."
        })
public final class Load implements Callable<Integer> {
    private static final String PLENTY = "1000000";

    @Option(names = "--rate", defaultValue = "20", description = "Calls a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--duration", defaultValue = "PT30S", description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--warm-up",
            defaultValue = "PT3M",
            description = "Uncounted before, so that the service's code is compiled (default: ${DEFAULT-VALUE}).")
    private Duration warmUp = Duration.ZERO;

    @Option(names = "--customers", defaultValue = "200", description = "Customers in turn (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(names = "--agents", defaultValue = "40", description = "Agents in turn (default: ${DEFAULT-VALUE}).")
    private int agents;

    @Option(
            names = "--search",
            description = "Find the highest sustained rate, beginning at --rate; --duration is that of each trial.")
    private boolean search;

    @Option(
            names = "--limit",
            defaultValue = "PT0.5S",
            description = "With --search: p95 of the service share that still counts as sustained"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration limit = Duration.ZERO;

    @Option(names = "--url", paramLabel = "URL", description = "A service that runs already.")
    private @Nullable URI url;

    @Option(names = "--admin", defaultValue = "maria", description = "With --url: account of an administrator.")
    private String admin = "";

    @Option(names = "--client", defaultValue = "contact-centre", description = "With --url: machine client.")
    private String client = "";

    /** Runs the command line; exits with 0, or with 1 when a call failed. */
    public static void main(String[] arguments) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        CommandLine commandLine = new CommandLine(new Load());
        commandLine.setExecutionExceptionHandler((failure, line, parsed) -> {
            err.println("The load program failed: " + failure.getMessage());
            if (!(failure instanceof StepFailure)) {
                failure.printStackTrace(err);
            }
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // The wallets are not what is measured: they take as little of the processor as they can.
        if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
            AmazonCorrettoCryptoProvider.install();
        }
        URI running = url;
        if (running != null) {
            SignIns signIns = new SignIns(
                    admin, secret("COUNTERSIGN_ADMIN_PASSWORD"), client, secret("COUNTERSIGN_CLIENT_SECRET"));
            return measure(running, signIns, out).failures() == 0 ? 0 : 1;
        }
        // Customers are asked far more often here than a person would bear.
        ServiceSettings settings = PackagedService.settings(
                Map.of("countersign.consent.most-in-an-hour", PLENTY, "countersign.consent.most-open", PLENTY));
        out.println("Starting the service; its data and log: " + settings.dataDirectory());
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Measured measured = measure(settings.publicUrl(), settings.signIns(), out);
            out.printf(
                    Locale.ROOT,
                    "%nProcessor time of the service's JVM, from its start: %.1f s%n",
                    service.processorTime().toMillis() / 1_000.0);
            return measured.failures() == 0 ? 0 : 1;
        }
    }

    private record Measured(long failures) {}

    private Measured measure(URI service, SignIns signIns, PrintStream out) throws IOException, InterruptedException {
        List<Customer> registered = register(Api.asClient(service, signIns));
        out.println(registered.size() + " customers have a wallet with a card in it.");
        List<AgentDesk> staff = Agents.signedIn(service, signIns, agents);
        out.println(staff.size() + " agents are signed in.");
        AtomicInteger turn = new AtomicInteger();
        Callable<Timings> call = () -> {
            int next = turn.getAndIncrement();
            return WholeCall.play(
                    staff.get(Math.floorMod(next, staff.size())),
                    registered.get(Math.floorMod(next, registered.size())));
        };
        if (!warmUp.isZero()) {
            Figures cold = new OpenLoop(rate, warmUp).run(call);
            out.printf(Locale.ROOT, "Warm-up: %d calls, %d failed.%n", cold.successes(), cold.failures());
            cold.printReasons(out);
        }
        printMachine(out);
        if (search) {
            OptionalDouble highest = new Search(limit, duration).run(rate, call, out);
            printMachine(out);
            out.printf(Locale.ROOT, "Highest sustained rate: %.1f calls a second%n", highest.orElse(0));
            return new Measured(highest.isPresent() ? 0 : 1);
        }
        Figures figures = new OpenLoop(rate, duration).run(call);
        figures.print(out);
        printMachine(out);
        return new Measured(figures.failures());
    }

    private List<Customer> register(Api bank) throws IOException, InterruptedException {
        // Another start on the same database registers others.
        String prefix = "L-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        List<Customer> registered = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            registered.add(Customer.register(bank, prefix + i));
        }
        return registered;
    }

    private static void printMachine(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d processors, load average %.1f%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String secret(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new StepFailure(variable + " (expected: in the environment, with --url)");
        }
        return value;
    }
}
