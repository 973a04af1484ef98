package dev.countersign.wallet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** An answer that is read line by line, by one thread. */
public interface Lines extends Closeable {
    /**
     * Waits for the next line; empty when the sender ended the answer.
     *
     * @throws IOException when the connection broke, was silent for too long, or a line is too long
     */
    Optional<String> next() throws IOException;
}
