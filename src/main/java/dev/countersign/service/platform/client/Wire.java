package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp.Limits;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The connections, by Vert.x. They are kept by judged address, host, port and scheme together: a name that now leads
 * elsewhere is connected to anew, and nothing is carried over a connection whose address or certificate was checked for
 * another name.
 */
final class Wire implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
    private static final int MAX_HEADER_BYTES = 16_384;
    private static final int MOST_TO_ONE_ADDRESS = 16;
    private static final int MOST_WAITING = 64;
    private static final int MOST_KEPT = 256;
    private static final int LONGEST_IDLE_SECONDS = 5;
    private static final int SWEEP_MILLIS = 1_000;

    private final Vertx vertx;
    private final Executor threads;
    private final HttpClient client;
    private final KeptConnections kept;
    private final long sweeping;

    /**
     * Makes one.
     *
     * @param threads to start requests on: Vert.x would else answer on the caller's context, which waits for the answer
     */
    Wire(Vertx vertx, Executor threads, HttpClientOptions options) {
        this.vertx = vertx;
        this.threads = threads;
        this.client = vertx.createHttpClient(options);
        this.kept = new KeptConnections(MOST_KEPT, Duration.ofSeconds(options.getKeepAliveTimeout()));
        this.sweeping = vertx.setPeriodic(SWEEP_MILLIS, timer -> kept.sweep());
    }

    /** Options that trust whom the platform trusts. */
    static HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setKeepAlive(true)
                .setKeepAliveTimeout(LONGEST_IDLE_SECONDS)
                .setMaxPoolSize(MOST_TO_ONE_ADDRESS)
                .setMaxWaitQueueSize(MOST_WAITING)
                // Vert.x would decompress without a bound.
                .setDecompressionSupported(false)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setVerifyHost(true);
    }

    /** Sends a request to an address. The reply fails with a {@link java.net.ConnectException} when nothing was sent. */
    CompletableFuture<Reply> transmit(Request request, InetAddress judged, Limits limits) {
        Exchange exchange = new Exchange(request, judged, limits, kept);
        threads.execute(() -> exchange.start(client));
        return exchange.reply();
    }

    /** How many connections are open. */
    int connections() {
        return kept.size();
    }

    @Override
    public void close() {
        vertx.cancelTimer(sweeping);
        client.close();
    }
}
