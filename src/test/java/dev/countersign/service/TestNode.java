package dev.countersign.service;

import dev.countersign.service.platform.store.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What every test with a running service stands on, found by the service loader: a database of its own, started once in
 * a JVM, a free port, and a public URL that names that port.
 */
public final class TestNode implements QuarkusTestResourceLifecycleManager {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static EmbeddedDatabase database;
    private static Path data = TARGET;

    @Override
    public Map<String, String> start() {
        int port = freePort();
        Map<String, String> settings = new HashMap<>(database());
        settings.put("countersign.data-dir", data.toString());
        settings.put("quarkus.http.test-port", Integer.toString(port));
        settings.put("countersign.public-url", "http://localhost:" + port);
        // Where a test may put an agent's desktop that shows panels.
        settings.put("countersign.panel.origins", "http://127.0.0.1:" + freePort());
        // All tests ask from one address.
        settings.put("countersign.resolver.requests-per-minute", "100000");
        settings.put("countersign.portal.sign-ins-per-minute", "100000");
        return settings;
    }

    private static synchronized Map<String, String> database() {
        try {
            if (database == null) {
                data = Files.createTempDirectory(Files.createDirectories(TARGET.resolve("test-data")), "node");
                database = EmbeddedDatabase.start(
                        new EmbeddedDatabase.Directories(data, TARGET.resolve("postgresql-programs")));
            }
            return database.connection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database serves the next application in this JVM too; it stops with the JVM. */
    @Override
    public void stop() {}
}
