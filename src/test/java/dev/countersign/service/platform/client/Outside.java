package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A guarded client whose name server the test plays. */
final class Outside implements AutoCloseable {
    static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.DID_DOCUMENT, 10_000, Duration.ofSeconds(10));
    static final Reach PRODUCTION = new Reach(Reach.Scope.PUBLIC, AllowedHosts.NONE);
    static final Reach DEVELOPMENT = new Reach(Reach.Scope.PUBLIC_AND_LOOPBACK, AllowedHosts.NONE);

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Wire wire;
    private final Deque<List<String>> answers = new ConcurrentLinkedDeque<>();
    final List<String> lookedUp = new CopyOnWriteArrayList<>();
    final GuardedHttp http;

    Outside(Reach reach) {
        this(reach, Wire.options());
    }

    Outside(Reach reach, HttpClientOptions options) {
        wire = new Wire(vertx, threads, options);
        http = new GuardedHttp(reach, new LookUps(this::answer, threads), wire);
    }

    /** The name server's next answer to any question; the last one stays. */
    Outside answering(String... addresses) {
        answers.add(List.of(addresses));
        return this;
    }

    String get(String uri) throws IOException {
        return new String(http.get(URI.create(uri), LIMITS).body(), StandardCharsets.UTF_8);
    }

    int connections() {
        return wire.connections();
    }

    private List<InetAddress> answer(String host) throws UnknownHostException {
        lookedUp.add(host);
        List<String> texts = answers.size() > 1 ? answers.remove() : answers.element();
        InetAddress[] addresses = new InetAddress[texts.size()];
        for (int i = 0; i < addresses.length; i++) {
            // With the name, as the system's resolver does.
            addresses[i] = InetAddress.getByAddress(
                    host, InetAddress.getByName(texts.get(i)).getAddress());
        }
        return List.of(addresses);
    }

    @Override
    public void close() {
        wire.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        threads.shutdownNow();
    }
}
