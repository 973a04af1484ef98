package dev.countersign.protocol.log;

import java.io.IOException;
import java.util.Optional;

/**
 * The way to a log: requests what lies below its address.
 *
 * <p>An implementation follows no redirect to another origin, and stops reading behind the bound, also of what was compressed.
 */
@FunctionalInterface
public interface LogFetcher {

    /**
     * Returns the bytes at a path.
     *
     * @param path {@link LogPath#CHECKPOINT} or a {@link LogPath}, without a slash before it
     * @param maxBytes most that may come
     * @return empty when the log says that there is nothing (404, 410)
     * @throws IOException when the log cannot be reached, breaks off, answers something else, or more than the bound
     */
    Optional<byte[]> fetch(String path, int maxBytes) throws IOException;
}
