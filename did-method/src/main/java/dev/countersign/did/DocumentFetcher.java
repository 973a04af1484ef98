package dev.countersign.did;

import java.io.IOException;
import java.net.URI;

/**
 * The only way out to the network.
 *
 * <p>An implementation follows no redirects, bounds the time, and reaches no address inside its own network: the URIs come
 * from strangers. Nothing is retried here.
 */
public interface DocumentFetcher {
    /**
     * Returns the body of a successful answer (status 200) to a GET.
     *
     * @param uri {@code https}, or {@code http} to a loopback host when a method was told to allow that
     * @param maxBytes a longer body is an {@link IOException}, and is not read to its end
     * @throws DocumentNotFoundException when the host itself says that there is no such document (404, 410)
     * @throws IOException when the host did not give a usable answer
     */
    byte[] fetch(URI uri, int maxBytes) throws IOException;
}
