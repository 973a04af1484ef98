package dev.countersign.samples.adapters;

import dev.countersign.client.ClientCredentials;
import dev.countersign.client.Countersign;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.ServiceProcess;
import dev.countersign.samples.bank.ServiceSettings;
import dev.countersign.samples.bank.SignIns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service as a bank runs it: the packaged one, started once for all tests; it ends with this process. */
public record Bank(URI url, SignIns signIns) {
    private static Bank running;

    /** Returns it, running. */
    public static synchronized Bank open() throws IOException, InterruptedException {
        if (running == null) {
            Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bank");
            SignIns signIns = SignIns.drawn();
            ServiceSettings settings = new ServiceSettings(
                    Path.of(System.getProperty("countersign.service.jar")),
                    freePort(),
                    data,
                    signIns,
                    Map.of(
                            "countersign.bootstrap.client.scopes",
                            "customers,interactions,challenges,identities,admin"));
            // Its shutdown hook stops it.
            ServiceProcess unused = ServiceProcess.start(settings);
            running = new Bank(settings.publicUrl(), signIns);
        }
        return running;
    }

    /** The bank's own systems. */
    public Api api() throws IOException, InterruptedException {
        return Api.asClient(url, signIns);
    }

    /** The same by the generated client. */
    public Countersign countersign() {
        return Countersign.at(url, new ClientCredentials(signIns.client(), signIns.clientSecret()));
    }

    /** What an adapter asks by. */
    public AskForConsent consent() {
        return new AskForConsent(countersign());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
