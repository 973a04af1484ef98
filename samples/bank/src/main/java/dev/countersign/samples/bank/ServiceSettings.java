package dev.countersign.samples.bank;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the service is started.
 *
 * @param jar {@code quarkus-run.jar} of the packaged service
 * @param dataDirectory for its data and its log
 * @param properties of the service, beyond those that follow from the other settings
 */
public record ServiceSettings(Path jar, int port, Path dataDirectory, SignIns signIns, Map<String, String> properties) {
    /** Copies the map. */
    public ServiceSettings {
        properties = Map.copyOf(properties);
    }

    /** Returns where the service will be. */
    public URI publicUrl() {
        return URI.create("http://localhost:" + port);
    }
}
