package dev.countersign.service.platform.store;

import dev.countersign.service.platform.NodeFiles;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a node keeps files of its own. */
@Singleton
class DataDirectory implements NodeFiles {
    private final Path path;

    DataDirectory(@ConfigProperty(name = "countersign.data-dir", defaultValue = "data") Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        PrivateFile.replace(path.resolve(name), content);
    }
}
