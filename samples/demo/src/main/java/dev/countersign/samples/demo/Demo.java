package dev.countersign.samples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.ServiceProcess;
import dev.countersign.samples.bank.StepFailure;
import dev.countersign.samples.phone.Phone;
import dev.countersign.samples.phone.PhoneOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the service and a phone, registers a customer, and hands over; or plays a whole call by itself. */
@Command(
        name = "countersign-demo",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "A verified call, end to end, on one machine.")
public final class Demo implements Callable<Integer> {
    private static final int FREE = 0;

    @Option(
            names = "--unattended",
            description = "Play one call with a phone that approves by itself, print a timeline, and exit.")
    private boolean unattended;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the service (default: 8080).")
    private @Nullable Integer port;

    @Option(names = "--phone-port", paramLabel = "PORT", description = "Port of the phone (default: 8081).")
    private @Nullable Integer phonePort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept (default: a new temporary directory, so each start begins afresh).")
    private @Nullable Path dataDirectory;

    /** Runs the command line; exits with 0, or with 1 and the reason. */
    public static void main(String[] arguments) {
        // What the phone's web server says about itself is not part of the story.
        Logger.getLogger("").setLevel(Level.WARNING);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        CommandLine commandLine = new CommandLine(new Demo());
        commandLine.setExecutionExceptionHandler((failure, line, parsed) -> {
            err.println("The demo failed: " + failure.getMessage());
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
        Path data = dataDirectory != null ? dataDirectory : Files.createTempDirectory("countersign-demo");
        DemoSettings settings = DemoSettings.of(port(port, 8080), port(phonePort, 8081), data);
        out.println("Starting the service (about ten seconds; its log: " + data.resolve("service.log") + ") ...");
        Timeline timeline = new Timeline(out);
        try (ServiceProcess service = ServiceProcess.start(settings.service())) {
            timeline.step("the service is ready, with its own PostgreSQL");
            try (Phone phone =
                    Phone.start(PhoneOptions.in(data.resolve("phone")).onPort(settings.phonePort()))) {
                timeline.step("the phone is on");
                Api bank = Api.asClient(settings.publicUrl(), settings.signIns());
                DemoCustomer.register(bank);
                timeline.step("the bank has registered a customer");
                JsonNode offer = DemoCustomer.offer(bank);
                timeline.step("the bank offers a credential");
                phone.add(
                        offer.path("credential_offer_uri").asText(),
                        Optional.of(offer.path("tx_code").asText()));
                timeline.step("the phone has the credential and is enrolled");
                if (unattended) {
                    new UnattendedCall(Api.asAgent(settings.publicUrl(), settings.signIns()), phone, timeline).play();
                    out.println("The call was verified, end to end.");
                    return 0;
                }
                handOver(settings, out);
            }
        }
        return 0;
    }

    private static void handOver(DemoSettings settings, PrintStream out) throws InterruptedException {
        out.printf(
                "%n  The agent's console   %s/console%n  sign in as            %s%n  password              %s%n%n"
                        + "  The customer's phone  %s%n"
                        + "  The customer's portal %s/portal%n%n"
                        + "  A machine client      %s  secret %s%n%n"
                        + "Open an interaction for customer %s, ask, and answer on the phone. Ctrl-C ends everything.%n",
                settings.publicUrl(),
                settings.signIns().agent(),
                settings.signIns().agentPassword(),
                settings.phoneUrl(),
                settings.publicUrl(),
                settings.signIns().client(),
                settings.signIns().clientSecret(),
                DemoCustomer.NUMBER);
        // Until Ctrl-C: the shutdown hook of the service process does the rest.
        new CountDownLatch(1).await();
    }

    // A port that was asked for by name must be free; an unattended call takes any, so that it never collides.
    private int port(@Nullable Integer asked, int usual) throws IOException {
        int wanted = asked != null ? asked : unattended ? FREE : usual;
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StepFailure("Port " + wanted + " is taken. Choose another with --port or --phone-port.");
        }
    }
}
