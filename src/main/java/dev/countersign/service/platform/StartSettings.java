package dev.countersign.service.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * What is decided before the service starts: which database, which directory, which address to listen at.
 *
 * @param externalDatabase whether a JDBC URL is configured, by property, environment or file
 * @param dataDirectory where keys and the embedded database live
 * @param listening properties of the HTTP server that nobody set, derived from the public URL
 */
public record StartSettings(boolean externalDatabase, Path dataDirectory, Map<String, String> listening) {
    /** Keeps its own copy of the map. */
    public StartSettings {
        listening = Map.copyOf(listening);
    }

    /** Reads the configuration that the service will see. */
    public static StartSettings from(Config config) {
        boolean external = config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .filter(url -> !url.isBlank())
                .isPresent();
        Path data = Path.of(
                config.getOptionalValue("countersign.data-dir", String.class).orElse("data"));
        URI publicUrl = PublicUrl.configured(config);
        Map<String, String> listening = new HashMap<>();
        if (PublicUrl.isLoopback(publicUrl)) {
            // Development: plain http and demo accounts must not be reachable from the network.
            putUnlessSet(config, listening, "quarkus.http.host", "127.0.0.1");
            if (publicUrl.getPort() > 0) {
                putUnlessSet(config, listening, "quarkus.http.port", Integer.toString(publicUrl.getPort()));
            }
        }
        return new StartSettings(external, data.toAbsolutePath().normalize(), listening);
    }

    private static void putUnlessSet(Config config, Map<String, String> listening, String name, String value) {
        // Quarkus gives these two a default of its own; only a value from a source counts as set.
        boolean set = config.getConfigValue(name).getSourceName() != null
                && config.getConfigValue(name).getSourceOrdinal() > Integer.MIN_VALUE
                && !"default values"
                        .equalsIgnoreCase(config.getConfigValue(name).getSourceName());
        if (!set) {
            listening.put(name, value);
        }
    }
}
