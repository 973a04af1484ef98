package dev.countersign.service.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.MemoHash;
import org.stellar.sdk.Network;
import org.stellar.sdk.Transaction;

/**
 * A Stellar network of its own with one account, behind what Horizon speaks: {@code GET /}, {@code /accounts/{id}}, {@code
 * /transactions/{hash}} and {@code POST /transactions}. It decodes each envelope, verifies its signature, and takes it by the
 * network's rules: the next sequence number, in time, once.
 */
final class LocalHorizon implements AutoCloseable {
    static final String NETWORK = "Countersign Test Network";
    private static final Network NET = new Network(NETWORK);

    private final HttpServer server;
    private final KeyPair account = KeyPair.random();
    private final Map<String, ObjectNode> taken = new LinkedHashMap<>();
    private final Queue<Mood> moods = new ArrayDeque<>();
    private final CountDownLatch slowness = new CountDownLatch(1);
    private long sequence = 4_294_967_296L;
    private long ledger = 50_000_000;
    private Instant closedAt = Instant.parse("2026-11-23T12:00:00Z");
    private String network = NETWORK;
    private boolean accountThere = true;
    private int submitted;

    /** How it meets one submission. */
    enum Mood {
        /** It has not heard of the account's last transaction. */
        BAD_SEQUENCE,
        /** Too many requests. */
        BUSY,
        /** No word from the network in time, and the transaction was not taken. */
        TIMEOUT,
        /** No word from the network in time, and the transaction was taken. */
        TIMEOUT_AFTER_TAKING,
        /** The connection breaks before it was read. */
        CUT,
        /** The connection breaks when it was taken. */
        CUT_AFTER_TAKING,
        /** No answer at all for as long as anybody waits; it was taken. */
        SLOW_AFTER_TAKING,
        /** Another program answers. */
        NONSENSE,
        /** The network is busy and wants more. */
        FEE
    }

    LocalHorizon() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    String secret() {
        return new String(account.getSecretSeed());
    }

    String account() {
        return account.getAccountId();
    }

    /** Meets the next submissions so, one after the other. */
    synchronized void is(Mood... next) {
        moods.addAll(List.of(next));
    }

    /** The network goes on. */
    synchronized void passes(Duration time) {
        closedAt = closedAt.plus(time);
        ledger += time.toSeconds() / 5;
    }

    synchronized Instant now() {
        return closedAt;
    }

    /** Somebody else makes a transaction with the account. */
    synchronized void somebodyElseUsesTheAccount() {
        sequence++;
    }

    synchronized void servesAnotherNetwork() {
        network = "Another Network";
    }

    synchronized void hasNoAccount() {
        accountThere = false;
    }

    synchronized void isAsItShouldBe() {
        network = NETWORK;
        accountThere = true;
        moods.clear();
    }

    /** Returns the transactions that were taken: what Horizon shows of each. */
    synchronized List<ObjectNode> chain() {
        return List.copyOf(taken.values());
    }

    synchronized int submitted() {
        return submitted;
    }

    @Override
    public void close() {
        slowness.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            submit(exchange, new String(body, StandardCharsets.US_ASCII));
        } else if (path.equals("/")) {
            send(exchange, 200, root());
        } else if (path.equals("/accounts/" + account())) {
            account(exchange);
        } else if (path.startsWith("/transactions/")) {
            transaction(exchange, path.substring("/transactions/".length()));
        } else {
            send(exchange, 404, problem(404, "not_found"));
        }
    }

    private synchronized ObjectNode root() {
        return Json.object()
                .put("horizon_version", "local")
                .put("history_latest_ledger", ledger)
                .put("history_latest_ledger_closed_at", closedAt.toString())
                .put("network_passphrase", network);
    }

    private synchronized void account(HttpExchange exchange) throws IOException {
        if (!accountThere) {
            send(exchange, 404, problem(404, "not_found"));
            return;
        }
        send(exchange, 200, Json.object().put("account_id", account()).put("sequence", Long.toString(sequence)));
    }

    private synchronized void transaction(HttpExchange exchange, String hash) throws IOException {
        ObjectNode known = taken.get(hash);
        send(exchange, known == null ? 404 : 200, known == null ? problem(404, "not_found") : known);
    }

    private void submit(HttpExchange exchange, String form) throws IOException {
        Mood mood = mood();
        switch (mood == null ? Mood.TIMEOUT_AFTER_TAKING : mood) {
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "60");
                send(exchange, 429, problem(429, "rate_limit_exceeded"));
            }
            case CUT -> exchange.close();
            case TIMEOUT -> send(exchange, 504, problem(504, "timeout"));
            case NONSENSE -> {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'?', '?'});
                exchange.close();
            }
            case BAD_SEQUENCE -> send(exchange, 400, failed("tx_bad_seq"));
            case FEE -> send(exchange, 400, failed("tx_insufficient_fee"));
            default -> {
                ObjectNode result = take(form);
                if (mood == null) {
                    send(exchange, result.has("extras") ? 400 : 200, result);
                } else if (mood == Mood.TIMEOUT_AFTER_TAKING) {
                    send(exchange, 504, problem(504, "timeout"));
                } else {
                    if (mood == Mood.SLOW_AFTER_TAKING) {
                        waits();
                    }
                    exchange.close();
                }
            }
        }
    }

    private void waits() {
        try {
            slowness.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private synchronized Mood mood() {
        submitted++;
        return moods.poll();
    }

    private synchronized ObjectNode take(String form) throws IOException {
        if (!form.startsWith("tx=")) {
            return failed("tx_malformed");
        }
        String envelope = URLDecoder.decode(form.substring("tx=".length()), StandardCharsets.UTF_8);
        Transaction transaction = (Transaction) AbstractTransaction.fromEnvelopeXdr(envelope, NET);
        boolean signed = transaction.getSignatures().size() == 1
                && account.verify(
                        transaction.hash(),
                        transaction.getSignatures().get(0).getSignature().getSignature());
        if (!transaction.getSourceAccount().equals(account()) || !signed) {
            return failed("tx_bad_auth");
        }
        if (transaction.getTimeBounds().getMaxTime().longValueExact() < closedAt.getEpochSecond()) {
            return failed("tx_too_late");
        }
        if (transaction.getSequenceNumber() != sequence + 1) {
            return failed("tx_bad_seq");
        }
        sequence++;
        ObjectNode result = Json.object()
                .put("hash", transaction.hashHex())
                .put("ledger", ++ledger)
                .put("successful", true)
                .put("created_at", closedAt.toString())
                .put("source_account", account())
                .put("memo_type", "hash")
                .put("memo", Base64.getEncoder().encodeToString(((MemoHash) transaction.getMemo()).getBytes()));
        taken.put(transaction.hashHex(), result);
        return result;
    }

    private static ObjectNode failed(String code) {
        ObjectNode problem = problem(400, "transaction_failed");
        problem.putObject("extras").putObject("result_codes").put("transaction", code);
        return problem;
    }

    private static ObjectNode problem(int status, String type) {
        return Json.object().put("type", type).put("status", status);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = Json.print(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
