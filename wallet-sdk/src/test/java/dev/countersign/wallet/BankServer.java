package dev.countersign.wallet;

import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushMessage;
import dev.countersign.protocol.wallet.PushSubscription;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An {@link ExampleBank} at an address of this machine, with an inbox that is a stream and a real Web Push. */
public final class BankServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ExampleBank bank;
    private final Clock clock;
    private final List<OutputStream> inboxes = new CopyOnWriteArrayList<>();

    private BankServer(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.bank = new ExampleBank(
                URI.create("http://localhost:" + server.getAddress().getPort()), clock);
    }

    public static BankServer start(Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        BankServer started = new BankServer(server, clock);
        server.createContext("/", started::answer);
        server.setExecutor(started.threads);
        server.start();
        return started;
    }

    public ExampleBank bank() {
        return bank;
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/wallet/v1/inbox")) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(": here\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            inboxes.add(exchange.getResponseBody());
            return;
        }
        try (exchange) {
            Reply reply = bank.handle(request(exchange));
            reply.header("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] body = reply.body();
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Request request(HttpExchange exchange) throws IOException {
        URI uri = URI.create(bank.address() + exchange.getRequestURI().toString());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        Request request = exchange.getRequestMethod().equals("GET")
                ? Request.of(Request.Method.GET, uri)
                : Request.form(uri, body);
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            request = request.with(header.getKey(), header.getValue().get(0));
        }
        return request;
    }

    /** Waits until this many wallets listen. */
    public boolean hasListeners(int count) {
        return inboxes.size() >= count;
    }

    /** Sends an event to every wallet that listens. */
    public void announce(InboxEvent event) {
        byte[] text = ("event: " + event.event() + "\ndata: "
                        + new String(Json.print(event.data()), StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        inboxes.removeIf(inbox -> !wrote(inbox, text));
    }

    private static boolean wrote(OutputStream inbox, byte[] text) {
        try {
            inbox.write(text);
            inbox.flush();
            return true;
        } catch (IOException e) {
            // The wallet is gone.
            return false;
        }
    }

    /** Returns what a push about this request says. */
    public static PushMessage message(BankRequest request) {
        return new PushMessage(request.send(), request.expiresAt(), Optional.of(request.challenge()));
    }

    /** Pushes a question; returns the status of the push service. */
    public int push(PushMessage message) throws IOException, InterruptedException, GeneralSecurityException {
        return push(new InboxEvent.Challenge(message));
    }

    /** Pushes (RFC 8030, 8291, 8292); returns the status of the push service. */
    public int push(InboxEvent event) throws IOException, InterruptedException, GeneralSecurityException {
        PushSubscription subscription = bank.push().orElseThrow();
        byte[] body = new WebPushHybridEncrypt.Builder()
                .withAuthSecret(Base64Url.decode(subscription.auth()))
                .withRecipientPublicKey(Base64Url.decode(subscription.p256dh()))
                .build()
                .encrypt(Json.print(event.pushed()), null);
        URI endpoint = URI.create(subscription.address().value());
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("TTL", "60")
                .header("Content-Encoding", "aes128gcm")
                .header("Authorization", vapid(endpoint.getScheme() + "://" + endpoint.getAuthority()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Returns the header of a push to this origin. */
    public String vapid(String origin) {
        Jws token = Jws.sign(
                Json.object().put("typ", "JWT"),
                Json.print(Json.object()
                        .put("aud", origin)
                        .put("exp", clock.instant().plus(Duration.ofHours(1)).getEpochSecond())
                        .put("sub", "mailto:ops@bank.example")),
                JwsSigner.of(bank.vapidKey()));
        return "vapid t=" + token.compact() + ", k=" + bank.vapidPublicKey();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
