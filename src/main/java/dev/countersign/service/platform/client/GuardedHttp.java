package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The guarded client on Vert.x.
 *
 * <p>The name is looked up here, every address is judged, and the connection is opened to one of exactly those addresses:
 * there is no second look-up that a hostile name server could answer differently. TLS still checks the certificate
 * against the name.
 */
final class GuardedHttp implements OutboundHttp, AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
    private static final int MAX_HEADER_BYTES = 16_384;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** Whom this client may talk to. */
    enum Reach {
        /** Public addresses, by https. */
        PUBLIC,
        /** Loopback addresses too, by http too. */
        PUBLIC_AND_LOOPBACK
    }

    private final Names names;
    private final Reach reach;
    private final ExecutorService lookUps;
    private final HttpClient client;

    GuardedHttp(Vertx vertx, Names names, Reach reach, ExecutorService lookUps) {
        this.names = names;
        this.reach = reach;
        this.lookUps = lookUps;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setKeepAlive(false)
                // A compressed body could be a thousand times larger than what was counted.
                .setDecompressionSupported(false)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setVerifyHost(true));
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public Reply send(Request request, Limits limits) throws IOException {
        checkUri(request.uri());
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Exchange exchange = new Exchange(request, limits, reply);
        lookUps.execute(exchange::start);
        try {
            return reply.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel();
            throw new IOException("no complete answer within " + limits.timeout(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutboundRefusedException refused) {
                throw refused;
            }
            throw new IOException("the other side cannot be reached", e.getCause());
        } catch (InterruptedException e) {
            exchange.cancel();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void checkUri(URI uri) throws OutboundRefusedException {
        if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getRawUserInfo() != null) {
            throw new OutboundRefusedException("uri: (expected: https, a host, no user information)");
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (!https && !(http && reach == Reach.PUBLIC_AND_LOOPBACK)) {
            throw new OutboundRefusedException("scheme: " + uri.getScheme() + " (expected: https)");
        }
    }

    private InetAddress addressOf(URI uri) throws IOException {
        String host = uri.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        List<InetAddress> addresses = names.addresses(bare);
        if (addresses.isEmpty()) {
            throw new IOException("the name has no address");
        }
        for (InetAddress address : addresses) {
            boolean loopback = address.isLoopbackAddress() && reach == Reach.PUBLIC_AND_LOOPBACK;
            if (!loopback && !PublicAddresses.isPublic(address)) {
                // One bad address spoils the name: the others may be bait.
                throw new OutboundRefusedException("address of " + host + ": (expected: a public one)");
            }
            if (!loopback && !"https".equalsIgnoreCase(uri.getScheme())) {
                throw new OutboundRefusedException("scheme: http (expected: https, beyond this machine)");
            }
        }
        return addresses.get(0);
    }

    /** One request on its way. */
    private final class Exchange {
        private final Request request;
        private final Limits limits;
        private final CompletableFuture<Reply> reply;
        private final AtomicReference<@Nullable HttpClientRequest> underway = new AtomicReference<>();

        Exchange(Request request, Limits limits, CompletableFuture<Reply> reply) {
            this.request = request;
            this.limits = limits;
            this.reply = reply;
        }

        void cancel() {
            reply.cancel(false);
            HttpClientRequest outgoing = underway.get();
            if (outgoing != null) {
                outgoing.reset();
            }
        }

        void start() {
            try {
                open(addressOf(request.uri()));
            } catch (IOException e) {
                reply.completeExceptionally(e);
            }
        }

        private void open(InetAddress address) {
            URI uri = request.uri();
            boolean https = "https".equalsIgnoreCase(uri.getScheme());
            int port = uri.getPort() > 0 ? uri.getPort() : https ? HTTPS_PORT : HTTP_PORT;
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.valueOf(request.method()))
                    .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                    .setHost(uri.getHost())
                    .setPort(port)
                    .setSsl(https)
                    .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                    .setFollowRedirects(false)
                    .setTimeout(limits.timeout().toMillis());
            request.headers().forEach(options::putHeader);
            client.request(options).compose(this::transmit).onFailure(reply::completeExceptionally);
        }

        private Future<HttpClientResponse> transmit(HttpClientRequest outgoing) {
            underway.set(outgoing);
            // Also hears of our own reset, which would otherwise be logged as an error.
            outgoing.exceptionHandler(reply::completeExceptionally);
            if (reply.isDone()) {
                // Given up while the connection was being made.
                outgoing.reset();
            }
            return outgoing.send(Buffer.buffer(request.body())).onSuccess(this::read);
        }

        private void refuse(HttpClientResponse response, String why) {
            // First the reason: the reset makes the connection report an end of its own.
            reply.completeExceptionally(new OutboundRefusedException(why));
            response.request().reset();
        }

        private void read(HttpClientResponse response) {
            response.exceptionHandler(reply::completeExceptionally);
            String encoding = response.getHeader("content-encoding");
            if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
                refuse(response, "content-encoding: " + encoding + " (expected: none)");
                return;
            }
            Buffer body = Buffer.buffer();
            response.handler(part -> {
                if (body.length() + part.length() > limits.maxBytes()) {
                    refuse(response, "body: (expected: <= " + limits.maxBytes() + " bytes)");
                } else {
                    body.appendBuffer(part);
                }
            });
            response.endHandler(
                    end -> reply.complete(new Reply(response.statusCode(), headers(response), body.getBytes())));
        }

        private static Map<String, List<String>> headers(HttpClientResponse response) {
            Map<String, List<String>> headers = new HashMap<>();
            for (String name : response.headers().names()) {
                headers.put(
                        name.toLowerCase(Locale.ROOT),
                        List.copyOf(response.headers().getAll(name)));
            }
            return headers;
        }
    }
}
