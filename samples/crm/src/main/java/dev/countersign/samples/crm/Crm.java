package dev.countersign.samples.crm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.samples.bank.StepFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A CRM's server: one page, and the backend behind it. For one machine: it listens on the loopback interface, and whoever
 * reaches it is the agent.
 */
public final class Crm implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 10_000;
    private static final Map<String, String> FILES = Map.of(
            "/", "text/html; charset=utf-8", "/crm.js", "text/javascript; charset=utf-8", "/crm.css", "text/css");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "crm");
        thread.setDaemon(true);
        return thread;
    });
    private final CrmSettings settings;
    private final Countersign countersign;

    private Crm(HttpServer server, CrmSettings settings) {
        this.server = server;
        this.settings = settings;
        this.countersign = new Countersign(settings);
    }

    /** Starts it. */
    public static Crm start(CrmSettings settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        Crm crm = new Crm(HttpServer.create(address, 0), settings);
        crm.server.setExecutor(crm.threads);
        crm.server.createContext("/", crm::page);
        crm.server.createContext("/calls", crm::calls);
        crm.server.start();
        return crm;
    }

    /** Returns where its page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void page(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String type = FILES.get(path);
        if (type == null) {
            answer(exchange, 404, "text/plain", new byte[0]);
            return;
        }
        // What the page of an embedding application has to allow, and no more: the component, its one question, its
        // frame.
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'self'; script-src 'self' %1$s; connect-src 'self' %1$s; frame-src %1$s; frame-ancestors 'none'"
                                .formatted(settings.service()));
        answer(exchange, 200, type, file(path.equals("/") ? "/index.html" : path));
    }

    private byte[] file(String name) throws IOException {
        try (InputStream in = Crm.class.getResourceAsStream("/crm" + name)) {
            if (in == null) {
                throw new IOException("the program lacks its file " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("{{service}}", settings.service().toString()).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** {@code POST /calls} a call arrives; {@code POST /calls/panel} the page wants the panel; {@code POST /calls/end}. */
    private void calls(HttpExchange exchange) throws IOException {
        try {
            // Another site could make the agent's browser send this; a browser says who does.
            if (!"POST".equals(exchange.getRequestMethod())
                    || !address().toString().equals(exchange.getRequestHeaders().getFirst("Origin"))) {
                json(exchange, 403, Json.object().put("problem", "not from this page"));
                return;
            }
            ObjectNode body = Json.parseObject(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES));
            json(exchange, 200, act(exchange.getRequestURI().getPath(), body));
        } catch (StepFailure | MalformedInputException e) {
            json(exchange, 502, Json.object().put("problem", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            json(exchange, 503, Json.object().put("problem", "the CRM is stopping"));
        }
    }

    private JsonNode act(String path, ObjectNode body) throws IOException, InterruptedException {
        return switch (path) {
            case "/calls" ->
                countersign.open(
                        body.path("customer_number").asText(), body.path("call").asText());
            // Only the address: the page needs nothing else.
            case "/calls/panel" ->
                Json.object()
                        .put(
                                "url",
                                countersign
                                        .panel(body.path("interaction").asText())
                                        .path("url")
                                        .asText());
            case "/calls/end" -> {
                countersign.close(body.path("interaction").asText());
                yield Json.object();
            }
            default -> throw new StepFailure("There is no such thing: " + path);
        };
    }

    private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        answer(exchange, status, "application/json", Json.print(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
