package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the way out.
 *
 * <p>The name is looked up here, once, every address is judged, and the connection is one to exactly such an address:
 * there is no second look-up that a hostile name server could answer differently, not after a redirect either. TLS still
 * checks the certificate against the name.
 */
final class GuardedHttp implements OutboundHttp {
    private static final int MOST_ADDRESSES = 3;

    private final Reach reach;
    private final LookUps lookUps;
    private final Wire wire;

    GuardedHttp(Reach reach, LookUps lookUps, Wire wire) {
        this.reach = reach;
        this.lookUps = lookUps;
        this.wire = wire;
    }

    @Override
    public Reply send(Request request, Limits limits) throws IOException {
        Deadline deadline = Deadline.in(limits.timeout());
        reach.judge(request.uri());
        List<InetAddress> addresses = lookUps.addresses(request.uri(), deadline);
        reach.judge(request.uri(), addresses);
        Journey journey = new Journey(addresses, limits, deadline);
        Redirects redirects = new Redirects();
        Request asked = request;
        Reply reply = journey.ask(asked);
        for (Optional<URI> next = redirects.next(asked, reply); next.isPresent(); next = redirects.next(asked, reply)) {
            // The same origin, but a redirect can add what the rules forbid.
            reach.judge(next.get());
            asked = asked.to(next.get());
            reply = journey.ask(asked);
        }
        return reply;
    }

    /** Requests to one host whose addresses were judged. */
    private final class Journey {
        private final List<InetAddress> addresses;
        private final Limits limits;
        private final Deadline deadline;

        Journey(List<InetAddress> addresses, Limits limits, Deadline deadline) {
            this.addresses = addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
            this.limits = limits;
            this.deadline = deadline;
        }

        Reply ask(Request request) throws IOException {
            ConnectException unconnected = new ConnectException("no connection to any address");
            for (InetAddress address : addresses) {
                try {
                    return ask(request, address);
                } catch (ConnectException e) {
                    unconnected.addSuppressed(e);
                }
            }
            throw unconnected;
        }

        private Reply ask(Request request, InetAddress address) throws IOException {
            try {
                return deadline.await(wire.transmit(request, address, limits));
            } catch (StaleConnectionException e) {
                // RFC 9112 9.3.1: the other side may close an idle connection just when we use it.
                return deadline.await(wire.transmit(request, address, limits));
            }
        }
    }
}
