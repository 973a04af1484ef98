package dev.countersign.service.platform;

import java.io.IOException;
import java.util.Optional;

/** Small files that a node keeps outside the database, in its data directory; only their owner may read them. */
public interface NodeFiles {
    /**
     * Reads a file.
     *
     * @param name without a path
     * @return empty when there is none
     */
    Optional<byte[]> read(String name) throws IOException;

    /** Replaces a file, or makes it: whole or not at all, and durable when it returns. */
    void write(String name, byte[] content) throws IOException;
}
