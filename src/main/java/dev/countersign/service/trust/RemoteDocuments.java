package dev.countersign.service.trust;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Limits;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Documents on servers of others, by the guarded way out. */
@ApplicationScoped
class RemoteDocuments {
    // Somebody is on the line while we wait.
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final OutboundHttp http;

    RemoteDocuments(OutboundHttp http) {
        this.http = http;
    }

    /**
     * What is asked for.
     *
     * @param accept media types (RFC 9110 section 12.5.1)
     */
    record Wanted(OutboundHttp.Use use, String accept) {}

    /**
     * Returns a successful answer.
     *
     * @throws FileNotFoundException when the host says that there is no such document
     * @throws IOException when there is no usable answer
     */
    Reply get(URI uri, Wanted wanted, int maxBytes) throws IOException {
        Reply reply = http.send(
                Request.get(uri).with("accept", wanted.accept()), new Limits(wanted.use(), maxBytes, TIMEOUT));
        return switch (reply.status()) {
            case 200 -> reply;
            case 404, 410 -> throw new FileNotFoundException("status " + reply.status());
            default -> throw new IOException("status " + reply.status() + " (expected: 200)");
        };
    }
}
