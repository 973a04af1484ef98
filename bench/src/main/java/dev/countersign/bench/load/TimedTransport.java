package dev.countersign.bench.load;

import dev.countersign.wallet.Lines;
import dev.countersign.wallet.Reply;
import dev.countersign.wallet.Request;
import dev.countersign.wallet.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Takes the time of a wallet's exchanges; the wallet's own computing lies between them and is not counted. */
final class TimedTransport implements Transport {
    private final Transport network;
    private final Timings timings;

    TimedTransport(Transport network, Timings timings) {
        this.network = network;
        this.timings = timings;
    }

    @Override
    public Reply send(Request request) throws IOException {
        try {
            return timings.time(step(request.uri().getPath()), () -> network.send(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Step step(String path) {
        if (path.startsWith("/openid4vp/requests/")) {
            return Step.FETCH;
        }
        if (path.startsWith("/openid4vp/responses/")) {
            return Step.ANSWER;
        }
        return path.startsWith("/wallet/v1/challenges/") ? Step.ARRIVAL : Step.RESOLVE;
    }

    @Override
    public Lines stream(Request request) throws IOException {
        return network.stream(request);
    }
}
