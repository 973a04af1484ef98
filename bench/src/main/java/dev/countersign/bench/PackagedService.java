package dev.countersign.bench;

import dev.countersign.samples.bank.ServiceSettings;
import dev.countersign.samples.bank.SignIns;
import dev.countersign.samples.bank.StepFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The service as the build packaged it, for programs that measure it as a process of its own. */
public final class PackagedService {
    private PackagedService() {}

    /**
     * Returns settings for a start with fresh data at a free port.
     *
     * @param properties beside the usual ones
     * @throws StepFailure when the service has not been packaged
     */
    public static ServiceSettings settings(Map<String, String> properties) throws IOException {
        return new ServiceSettings(
                jar(), freePort(), Files.createTempDirectory("countersign-load"), SignIns.drawn(), properties);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** In its own module's target, two directories above this jar. */
    private static Path jar() {
        try {
            Path own = Path.of(PackagedService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path root = Objects.requireNonNull(own.toAbsolutePath().getParent()).resolve("../..");
            Path jar = root.resolve("src/target/quarkus-app/quarkus-run.jar").normalize();
            if (!Files.exists(jar)) {
                throw new StepFailure("There is no " + jar + ". Package the service first.");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a code source is always a path here", e);
        }
    }
}
