package dev.countersign.samples.verify;

import dev.countersign.protocol.MalformedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of strangers, which may be of any length. */
final class BoundedFile {
    private BoundedFile() {}

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is longer
     */
    static byte[] read(Path path, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new MalformedInputException(
                        path.getFileName() + ": length (expected: <= " + maxBytes + " bytes)");
            }
            return bytes;
        }
    }
}
