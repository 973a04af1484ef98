package dev.countersign.service.ledger.client;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.AddCheckpointResponse;
import dev.countersign.service.ledger.WitnessLine;
import dev.countersign.service.platform.OutboundHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Submits checkpoints by the guarded client. */
@ApplicationScoped
class HttpWitnessLine implements WitnessLine {
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.WITNESS, AddCheckpointResponse.MAX_BYTES, Duration.ofSeconds(5));

    private final OutboundHttp http;

    HttpWitnessLine(OutboundHttp http) {
        this.http = http;
    }

    @Override
    public AddCheckpointResponse add(URI witness, AddCheckpointRequest request) throws IOException {
        String base = witness.toString();
        URI address = URI.create(base + (base.endsWith("/") ? "" : "/") + "add-checkpoint");
        OutboundHttp.Reply reply = http.send(
                OutboundHttp.Request.post(address, request.bytes()).with("Content-Type", "text/plain; charset=utf-8"),
                LIMITS);
        try {
            return AddCheckpointResponse.parse(reply.status(), reply.body());
        } catch (MalformedInputException e) {
            throw new IOException("not the answer of a witness", e);
        }
    }
}
