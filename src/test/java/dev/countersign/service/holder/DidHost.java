package dev.countersign.service.holder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on this machine where documents of DIDs lie. */
public final class DidHost implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private DidHost(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port. */
    public static DidHost started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
            DidHost host = new DidHost(server);
            server.createContext("/", host::answer);
            server.start();
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] document = documents.get(path);
            exchange.sendResponseHeaders(document == null ? 404 : 200, document == null ? -1 : document.length);
            if (document != null) {
                exchange.getResponseBody().write(document);
            }
        }
    }

    /** Where what belongs to somebody lies. */
    URI home(String name) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name);
    }

    /** Serves a document from now on. */
    void serves(String path, byte[] document) {
        documents.put(path, document);
    }

    /** Serves it no more: the host says that it is not there. */
    void forgets(String path) {
        documents.remove(path);
    }

    /** Serves nothing any more: whatever is asked for, the host says that it is not there. */
    void forgetsAll() {
        documents.clear();
    }

    /** Serves nonsense in the place of every document. */
    void talksNonsense() {
        documents.replaceAll((path, document) -> new byte[] {'?'});
    }

    /** Returns how often it was asked for anything. */
    int asked() {
        return asked.size();
    }

    /** Answers nobody any more. */
    @Override
    public void close() {
        server.stop(0);
    }
}
