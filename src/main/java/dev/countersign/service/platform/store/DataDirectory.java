package dev.countersign.service.platform.store;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a node keeps files of its own. */
@Singleton
class DataDirectory {
    private final Path path;

    DataDirectory(@ConfigProperty(name = "countersign.data-dir", defaultValue = "data") Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }
}
