package dev.countersign.service.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.log.AddCheckpointResponse;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.Witness;
import dev.countersign.protocol.log.WitnessedHeads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A witness on this machine that judges as the protocol says, and can be told to be away, or to have seen more, or something else. */
final class LocalWitness {
    private final HttpServer server;
    private final VerifierKey key;
    private final NoteSigner cosigner;
    private final Heads heads = new Heads();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;
    private volatile long seenMore;

    LocalWitness(String name, Supplier<VerifierKey> log) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            this.key = VerifierKey.of(name, SignatureType.COSIGNATURE_V1, pair.getPublic());
            this.cosigner = NoteSigner.cosigner(key, JwsSigner.of(pair), Clock.systemUTC());
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/add-checkpoint", exchange -> answer(exchange, log));
        server.start();
    }

    /** Its line of a policy file, by the name {@code short}. */
    String line(String shortName) {
        return "witness " + shortName + " " + key + " http://localhost:"
                + server.getAddress().getPort() + "\n";
    }

    VerifierKey key() {
        return key;
    }

    /** From now on it breaks the connection instead of answering. */
    void leaves() {
        away = true;
    }

    void comesBack() {
        away = false;
        seenMore = 0;
        heads.knowTheTruth();
    }

    /** From now on it believes that it cosigned another tree of the size that it cosigned last. */
    void knowsAnotherHistory() {
        heads.mistake();
    }

    /** Returns how often it was asked. */
    int asked() {
        return asked.get();
    }

    /** From now on it says that it cosigned a tree of this size before. */
    void hasSeen(long size) {
        seenMore = size;
    }

    private void answer(HttpExchange exchange, Supplier<VerifierKey> log) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.incrementAndGet();
        if (away) {
            exchange.close();
            return;
        }
        AddCheckpointResponse answer = seenMore > 0
                ? new AddCheckpointResponse.Conflict(seenMore)
                : new Witness(List.of(log.get()), cosigner, heads).add(body);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private static final class Heads implements WitnessedHeads {
        private final Map<String, TreeHead> last = new ConcurrentHashMap<>();
        private volatile boolean mistaken;

        @Override
        public TreeHead last(String origin) {
            TreeHead truth = last.getOrDefault(origin, TreeHead.EMPTY);
            return mistaken ? new TreeHead(truth.size(), MerkleHash.leaf(new byte[] {1})) : truth;
        }

        void mistake() {
            mistaken = true;
        }

        void knowTheTruth() {
            mistaken = false;
        }

        @Override
        public synchronized boolean replace(String origin, TreeHead seen, SignedNote next) {
            if (!last(origin).equals(seen)) {
                return false;
            }
            last.put(origin, Checkpoint.parse(next.text()).tree());
            return true;
        }
    }
}
