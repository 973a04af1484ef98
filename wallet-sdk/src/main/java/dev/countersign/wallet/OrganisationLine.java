package dev.countersign.wallet;

import dev.countersign.protocol.consent.DpopProof;
import java.io.IOException;
import java.time.Clock;

/** Requests to an organisation's {@code /wallet/v1}, each with a proof of the key that this wallet is known by there. */
final class OrganisationLine {
    private final Transport transport;
    private final Clock clock;

    OrganisationLine(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    Reply send(Request request, HolderKey key) throws IOException {
        return transport.send(proven(request, key));
    }

    Lines stream(Request request, HolderKey key) throws IOException {
        return transport.stream(proven(request, key));
    }

    private Request proven(Request request, HolderKey key) {
        DpopProof.Request proved = DpopProof.Request.of(request.method().name(), request.uri(), request.body());
        return request.with("DPoP", DpopProof.make(proved, key, key.publicJwk(), clock.instant()));
    }
}
