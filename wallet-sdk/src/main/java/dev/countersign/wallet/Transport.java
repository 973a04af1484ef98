package dev.countersign.wallet;

import java.io.IOException;

/**
 * The wallet's only way out to the network.
 *
 * <p>An implementation checks certificates, follows no redirects, bounds time and size, keeps no cookies, and sends a
 * request at most once: an answer to a challenge must not be doubled by a retry below us.
 */
public interface Transport {
    /** Longest body that is read, in bytes. */
    int MAX_BODY_BYTES = 1 << 20;

    /**
     * Sends a request and reads the whole answer, whatever its status.
     *
     * @throws IOException when there is no answer, or it is larger than {@link #MAX_BODY_BYTES}; the request may or may
     *     not have arrived
     */
    Reply send(Request request) throws IOException;

    /**
     * Sends a request whose answer goes on line by line for as long as both sides like.
     *
     * @throws IOException when there is no answer, or its status is not 200
     */
    Lines stream(Request request) throws IOException;
}
