package dev.countersign.service.access;

import dev.countersign.service.access.TestCertificates.Identity;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A node that serves https too, at {@link #port()}, and asks callers for certificates; and that believes a proxy at
 * {@link #PROXY}. Use it by a {@code QuarkusTestProfile} whose {@code testResources} name it.
 */
public final class TlsNode implements QuarkusTestResourceLifecycleManager {
    /** Where the proxy calls from: another address of this machine. */
    public static final String PROXY = "127.0.0.2";

    private static final TestCertificates AUTHORITY = new TestCertificates("CN=Example Authority,O=Example Bank,C=GB");
    private static int port;

    /** Returns the authority that the node trusts for clients, and whose certificate its listener has. */
    public static TestCertificates authority() {
        return AUTHORITY;
    }

    /** Returns the port of the TLS listener. */
    public static int port() {
        return port;
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "test-data").toAbsolutePath()), "tls");
            Identity server = AUTHORITY.server();
            port = freePort();
            return Map.of(
                    "quarkus.http.test-ssl-port",
                    Integer.toString(port),
                    "countersign.tls.certificate-chain-file",
                    write(directory, "chain.pem", server.pem()),
                    "countersign.tls.key-file",
                    write(directory, "key.pem", server.keyPem()),
                    "countersign.mtls.listener",
                    "true",
                    "countersign.mtls.url",
                    "https://localhost:" + port,
                    "countersign.mtls.trust-anchors-file",
                    write(directory, "anchors.pem", AUTHORITY.authority().pem()),
                    "countersign.mtls.proxy.addresses",
                    PROXY + "/32,10.0.0.0/8",
                    // Tempts the service to believe X-Forwarded-For.
                    "quarkus.http.proxy.proxy-address-forwarding",
                    "true");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String write(Path directory, String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {}

    @Override
    public int order() {
        // After the node that every test stands on.
        return 10;
    }
}
