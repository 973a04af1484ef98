package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp.Limits;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One request to one address that was judged, and its answer. Whoever cancels the reply ends the exchange. */
final class Exchange {
    private final Request request;
    private final InetAddress address;
    private final Limits limits;
    private final KeptConnections kept;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    Exchange(Request request, InetAddress address, Limits limits, KeptConnections kept) {
        this.request = request;
        this.address = address;
        this.limits = limits;
        this.kept = kept;
    }

    CompletableFuture<Reply> reply() {
        return reply;
    }

    void start(HttpClient client) {
        try {
            client.request(options()).onSuccess(this::transmit).onFailure(this::unconnected);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // What Vert.x does not take as a request, or its shutdown.
            reply.completeExceptionally(e);
        }
    }

    private RequestOptions options() {
        URI uri = request.uri();
        Origin origin = Origin.of(uri);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, origin.port())))
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.secure())
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false)
                .setTimeout(limits.timeout().toMillis())
                .putHeader("accept-encoding", "gzip");
        request.headers().forEach(options::putHeader);
        return options;
    }

    private void unconnected(Throwable failure) {
        ConnectException unconnected = new ConnectException("no connection");
        unconnected.initCause(failure);
        reply.completeExceptionally(unconnected);
    }

    private void transmit(HttpClientRequest outgoing) {
        // Also hears of our own reset, which would otherwise be logged as an error.
        outgoing.exceptionHandler(reply::completeExceptionally);
        // First the reason, then the reset: it makes the connection report an end of its own. At once if we were given
        // up
        // while the connection was being made.
        CompletableFuture<Reply> unused = reply.whenComplete((done, failure) -> {
            if (failure != null) {
                outgoing.reset();
            }
        });
        if (reply.isDone()) {
            return;
        }
        boolean kept = this.kept.begins(outgoing.connection());
        if (!isJudged(outgoing.connection().remoteAddress())) {
            reply.completeExceptionally(new OutboundRefusedException("address: (expected: the one that was judged)"));
            return;
        }
        boolean again = kept && request.method().equals("GET");
        outgoing.send(Buffer.buffer(request.body()))
                .onSuccess(this::read)
                .onFailure(failure ->
                        reply.completeExceptionally(again ? new StaleConnectionException(failure) : failure));
    }

    private boolean isJudged(SocketAddress connected) {
        return address.getHostAddress().equals(connected.hostAddress());
    }

    private void read(HttpClientResponse response) {
        IncomingBody body;
        try {
            body = IncomingBody.announcedBy(response.headers(), limits.maxBytes());
        } catch (OutboundRefusedException e) {
            response.exceptionHandler(reset -> {});
            reply.completeExceptionally(e);
            return;
        }
        response.exceptionHandler(failure -> {
            body.close();
            reply.completeExceptionally(failure);
        });
        response.handler(part -> add(part, body));
        response.endHandler(end -> finish(response, body));
    }

    private void add(Buffer part, IncomingBody body) {
        if (reply.isDone()) {
            return;
        }
        try {
            body.add(part.getBytes());
        } catch (OutboundRefusedException e) {
            reply.completeExceptionally(e);
        }
    }

    private void finish(HttpClientResponse response, IncomingBody body) {
        try (body) {
            Reply whole = new Reply(response.statusCode(), headers(response), body.end());
            kept.ends(response.request().connection());
            // After the connection is back among those that are kept: the caller's next request is to find it.
            Vertx.currentContext().runOnContext(back -> reply.complete(whole));
        } catch (OutboundRefusedException e) {
            reply.completeExceptionally(e);
        }
    }

    private static Map<String, List<String>> headers(HttpClientResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : response.headers().names()) {
            headers.put(
                    name.toLowerCase(Locale.ROOT),
                    List.copyOf(response.headers().getAll(name)));
        }
        // They are about the bytes on the wire, which the reply does not have.
        headers.keySet().removeAll(List.of("content-encoding", "content-length", "transfer-encoding"));
        return headers;
    }
}
