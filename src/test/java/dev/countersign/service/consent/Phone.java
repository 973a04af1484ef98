package dev.countersign.service.consent;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.wallet.Arrival;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.holder.TestWallet;
import dev.countersign.wallet.PushKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A phone with an enrolled wallet that does nothing by itself, and a push service that takes whatever comes for it. */
public final class Phone implements AutoCloseable {
    private final TestWallet wallet;
    private final PushKeys keys = PushKeys.generate();
    private final BlockingQueue<Pushed> pushed = new LinkedBlockingQueue<>();
    private final HttpServer server;

    /** What came, and how. */
    public record Pushed(InboxEvent event, Headers headers) {}

    private Phone(TestWallet wallet) {
        this.wallet = wallet;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(201, -1);
                if (keys.open(body) instanceof Verification.Verified<InboxEvent> opened) {
                    pushed.add(new Pushed(opened.value(), exchange.getRequestHeaders()));
                }
            }
        });
        server.start();
    }

    /** Returns a phone that is pushed for this wallet. */
    public static Phone of(TestWallet wallet) {
        Phone phone = new Phone(wallet);
        URI endpoint =
                URI.create("http://127.0.0.1:" + phone.server.getAddress().getPort() + "/push/1");
        wallet.send(
                        "PUT",
                        "/wallet/v1/push_subscription",
                        Json.print(phone.keys.subscription(endpoint).toJson()))
                .then()
                .statusCode(204);
        return phone;
    }

    /** Returns the next push, which must come within 20 seconds. */
    public Pushed next() throws InterruptedException {
        Pushed next = pushed.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no push came");
        }
        return next;
    }

    /** Tells the bank that the challenge is here, and returns the status of the answer. */
    int says(String challenge, Arrival.Channel channel) {
        return says(wallet, challenge, channel);
    }

    /** Tells the bank that its owner sees the challenge. */
    int opens(String challenge) {
        return wallet.send("POST", "/wallet/v1/challenges/" + challenge + "/opened", new byte[0])
                .statusCode();
    }

    static int says(TestWallet wallet, String challenge, Arrival.Channel channel) {
        return wallet.send(
                        "POST",
                        "/wallet/v1/challenges/" + challenge + "/delivered",
                        Json.print(new Arrival(channel).toJson()))
                .statusCode();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
