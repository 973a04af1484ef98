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
     * Returns a successful answer.
     *
     * @throws FileNotFoundException when the host says that there is no such document
     * @throws IOException when there is no usable answer
     */
    Reply get(URI uri, String accept, int maxBytes) throws IOException {
        Reply reply = http.send(Request.get(uri).with("accept", accept), new Limits(maxBytes, TIMEOUT));
        return switch (reply.status()) {
            case 200 -> reply;
            case 404, 410 -> throw new FileNotFoundException("status " + reply.status());
            default -> throw new IOException("status " + reply.status() + " (expected: 200)");
        };
    }
}
