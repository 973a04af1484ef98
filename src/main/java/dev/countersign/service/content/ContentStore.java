package dev.countersign.service.content;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.List;

/**
 * Where encrypted bytes last: large objects of the database, a directory, or an S3-compatible storage. A store of another
 * kind is one more bean of this type; it is picked by its label. It sees nothing but ciphertext under random names.
 *
 * <p>Nothing takes part in a transaction: an object exists from the moment its writer is closed until it is deleted. Of a
 * writer that is never closed, because the node died, nothing may be readable, or only an object that nobody refers to and
 * that {@link #olderThan} lists.
 */
public interface ContentStore {
    /** Returns the name under which contents remember it, such as {@code database}. */
    String label();

    /** Returns how many segments of 1 MiB an object has at most: few, where it is in memory as a whole. */
    default int mostSegments() {
        return 8;
    }

    /**
     * Makes an object and returns where its bytes go; durable when the writer is closed without an exception. Holds no
     * more than one object in memory, and no connection between two writes.
     *
     * @param object 43 characters of base64url, never used before
     */
    WritableByteChannel create(String object) throws IOException;

    /**
     * Opens an object for reading at any position.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    SeekableByteChannel open(String object) throws IOException;

    /** Removes an object; one that is not there is no error. */
    void delete(String object) throws IOException;

    /** Lists at most so many objects behind {@code after} by name, that were made before {@code instant}. */
    List<String> olderThan(Instant instant, String after, int most) throws IOException;
}
