package dev.countersign.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plays the service to the agent's page: the calls of the API that the page makes, with answers that a test sets, so that
 * every state can be shown and held.
 */
final class FixtureDesk implements AutoCloseable {
    static final String ACCOUNT = "maria";
    static final String PASSWORD = "correct horse battery staple";

    /** As the service sends them, whose own tests open the pages too: a browser refuses here what it refuses there. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");

    private static final Path PAGES = Path.of("../src/main/resources/META-INF/resources");
    private static final Pattern INTERACTION = Pattern.compile("/api/v1/interactions/([a-z0-9_]+)(/[a-z/]+)?");
    private static final Pattern CHALLENGE = Pattern.compile("/api/v1/challenges/([a-z0-9_]+)(/[a-z_]+)?");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fixture-desk");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, ObjectNode> interactions = new LinkedHashMap<>();
    private final Map<String, ObjectNode> challenges = new LinkedHashMap<>();
    private final Map<String, ObjectNode> identities = new LinkedHashMap<>();
    private final Map<String, List<Sent>> topics = new LinkedHashMap<>();
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> answers = new ConcurrentHashMap<>();
    private String role = "agent";
    private boolean signedIn;
    private boolean unreachable;
    private boolean tooOften;
    private boolean streamsRefused;
    private boolean textMessages;
    private @Nullable String message;
    private int revealsLeft = 100;
    private int revealSeconds = 30;

    private record Sent(long id, String type, ObjectNode data) {}

    private record Stream(String topic, OutputStream out) {}

    private FixtureDesk(HttpServer server) {
        this.server = server;
    }

    static FixtureDesk start() throws IOException {
        FixtureDesk desk =
                new FixtureDesk(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        desk.server.setExecutor(desk.threads);
        desk.server.createContext("/", desk::handle);
        desk.server.start();
        return desk;
    }

    /** Another page of the service, such as {@code supervisor/}. */
    URI uri(String below) {
        return uri().resolve(below);
    }

    /** Whoever is signed in has this role, too. */
    synchronized FixtureDesk withRole(String another) {
        role = another;
        return this;
    }

    /** From now on, this address answers so. */
    void answers(String path, ObjectNode body) {
        answers.put(path, body);
    }

    /** From now on, this address breaks. */
    void breaks(String path) {
        answers.remove(path);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/console/");
    }

    /** Returns what the page asked for so far, as {@code POST /path body}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized FixtureDesk alreadySignedIn() {
        signedIn = true;
        return this;
    }

    synchronized void signsOutEverybody() {
        signedIn = false;
        cutsStreams();
    }

    synchronized void customersCannotBeReached() {
        unreachable = true;
    }

    synchronized void customersWereAskedTooOften() {
        tooOften = true;
    }

    /** The bank has a gateway for text messages. */
    synchronized void sendsTextMessages() {
        textMessages = true;
    }

    /** What is asked from now on comes with a sentence that both sides read. */
    synchronized void says(String sentence) {
        message = sentence;
    }

    /** A value is shown for so many seconds. */
    synchronized void revealsFor(int seconds) {
        revealSeconds = seconds;
    }

    /** So many values are shown, and then no more. */
    synchronized void revealsOnly(int times) {
        revealsLeft = times;
    }

    /** A conversation comes to the agent, known to the contact centre's platform by this name. */
    synchronized String opens(String externalId) {
        String id = opens("voice", "inbound", "D••• E•••", 0);
        interactions.get(id).put("external_id", externalId);
        return id;
    }

    /** A conversation comes to the agent; it has lasted for {@code seconds} already. */
    synchronized String opens(String channel, String direction, String hint, long seconds) {
        String id = id("int");
        ObjectNode interaction = Json.object()
                .put("id", id)
                .put("channel", channel)
                .put("direction", direction)
                .put("agent", ACCOUNT)
                .put("state", "open")
                .put("opened_at", Instant.now().minusSeconds(seconds).toString());
        if (!hint.isEmpty()) {
            interaction.put("customer_hint", hint);
        }
        interactions.put(id, interaction);
        publish(
                id,
                "interaction.opened",
                Json.object().put("at", interaction.path("opened_at").asText()));
        return id;
    }

    synchronized String first() {
        return interactions.keySet().iterator().next();
    }

    synchronized String last() {
        return interactions.keySet().stream().reduce((earlier, later) -> later).orElseThrow();
    }

    /** Something is asked without the page having asked, as by another window of the agent. */
    synchronized String asks(String interaction, String purpose, String callBinding) {
        String id = id("chl");
        String uri = "openid4vp://?client_id=decentralized_identifier%3Adid%3Aweb%3Abank.example&request_uri="
                + "https%3A%2F%2Fbank.example%2Fopenid4vp%2Frequests%2F" + id;
        ObjectNode challenge = Json.object()
                .put("id", id)
                .put("interaction", interaction)
                .put("state", "requested")
                .put("call_binding", callBinding)
                .put("attempts_left", 3)
                .put("asked_at", Instant.now().toString())
                .put("expires_at", Instant.now().plusSeconds(120).toString());
        challenge.putObject("purpose").put("name", purpose).put("version", 1);
        challenge
                .putObject("request")
                .put("uri", uri)
                .put("qr", checkered())
                .put("page", "https://bank.example/r/q7Vx0mZsT2aB9cLd4eFg1w")
                .put("text_message", textMessages);
        ArrayNode deliveries = challenge.putArray("deliveries");
        if (!callBinding.equals("read_back")) {
            deliver(deliveries, "wal_1", "push", "sent");
            deliver(deliveries, "wal_1", "inbox", "queued");
            deliver(deliveries, "wal_2", "push", "queued");
        }
        if (message != null) {
            challenge.put("binding_message", message);
        }
        if (callBinding.equals("number_entry")) {
            challenge.put("number", "47");
        } else if (callBinding.equals("display")) {
            challenge.put("display_code", "4711");
        }
        challenges.put(id, challenge);
        announce(challenge);
        return id;
    }

    synchronized void becomes(String challenge, String state) {
        becomes(challenge, state, Json.object());
    }

    /** Moves a challenge; {@code changes} are members that change with it. */
    synchronized void becomes(String challenge, String state, ObjectNode changes) {
        ObjectNode known = challenges.get(challenge);
        known.put("state", state);
        if (state.equals("delivered") || state.equals("opened")) {
            known.path("deliveries").forEach(each -> {
                if (each.path("wallet").asText().equals("wal_1")) {
                    ((ObjectNode) each).put("state", state);
                }
            });
        }
        known.setAll(changes);
        announce(known);
    }

    /** A challenge succeeds and brings Alice's attributes, visible for {@code seconds}. */
    synchronized void verifies(String challenge, long seconds) {
        ObjectNode known = challenges.get(challenge);
        ObjectNode identity = Json.object()
                .put("challenge", challenge)
                .put("visible_until", Instant.now().plusSeconds(seconds).toString());
        ArrayNode attributes = identity.putArray("attributes");
        attribute(attributes, "given_name", "Alice");
        attribute(attributes, "family_name", "Moreno");
        attribute(attributes, "birthdate", "1984-03-09");
        ObjectNode address = Json.object()
                .put("street_address", "Calle de la Luna 12")
                .put("postal_code", "28004")
                .put("locality", "Madrid");
        attribute(attributes, "address", "").set("value", address);
        attribute(attributes, "account_reference", "ES76 2100 0418 4012 3456 4711")
                .put("issuer", "https://registry.example.org");
        identities.put(known.path("interaction").asText(), identity);
        becomes(challenge, "verified");
    }

    private static void deliver(ArrayNode deliveries, String wallet, String channel, String state) {
        ObjectNode delivery = deliveries.addObject().put("channel", channel).put("state", state);
        if (!channel.equals("text_message")) {
            delivery.put("wallet", wallet);
        }
        if (wallet.equals("wal_2")) {
            delivery.put("device", "Tablet");
        }
    }

    private static ObjectNode attribute(ArrayNode attributes, String name, String value) {
        ObjectNode attribute = attributes
                .addObject()
                .put("value", value)
                .put("issuer", "https://bank.example")
                .put("issued_at", Instant.now().minusSeconds(3 * 86_400).toString())
                .put("expires_at", Instant.now().plusSeconds(400L * 86_400).toString());
        attribute.putArray("path").add(name);
        return attribute;
    }

    /** Every open event stream breaks, and no new one is served until {@link #servesStreams()}. */
    synchronized void refusesStreams() {
        streamsRefused = true;
        cutsStreams();
    }

    synchronized void servesStreams() {
        streamsRefused = false;
    }

    private void cutsStreams() {
        for (Stream stream : streams) {
            try {
                stream.out().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        streams.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    // ---- HTTP

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!path.startsWith("/console/")) {
            requests.add((method + " " + path + " " + new String(body, StandardCharsets.UTF_8)).strip());
        }
        if (path.startsWith("/console/") && method.equals("GET")) {
            page(exchange, path);
        } else if (path.endsWith("/events") && method.equals("GET")) {
            stream(exchange, path);
        } else {
            synchronized (this) {
                answer(exchange, method, path, body.length == 0 ? Json.object() : (ObjectNode) Json.parse(body));
            }
        }
    }

    private static void page(HttpExchange exchange, String path) throws IOException {
        Path file = PAGES.resolve((path.endsWith("/") ? path + "index.html" : path).substring(1));
        if (!Files.isRegularFile(file)) {
            send(exchange, 404, "text/plain", new byte[0]);
            return;
        }
        String name = file.toString();
        String type = name.endsWith(".js")
                ? "text/javascript"
                : name.endsWith(".css") ? "text/css" : name.endsWith(".svg") ? "image/svg+xml" : "text/html";
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        send(exchange, 200, type + "; charset=utf-8", Files.readAllBytes(file));
    }

    private void answer(HttpExchange exchange, String method, String path, ObjectNode body) throws IOException {
        Matcher interaction = INTERACTION.matcher(path);
        Matcher challenge = CHALLENGE.matcher(path);
        if (path.equals("/session")) {
            session(exchange, method, body);
        } else if (!signedIn) {
            problem(exchange, 401, "unauthenticated", "Sign in first.");
        } else if (answers.containsKey(path) && method.equals("GET")) {
            json(exchange, 200, answers.get(path));
        } else if (path.equals("/api/v1/console/settings")) {
            ObjectNode settings = Json.object();
            settings.putObject("organisation").put("name", "Example Bank").put("uri", "https://bank.example");
            ObjectNode steps = settings.putObject("fallback_instructions");
            steps.putArray("en").add("Ask for two recent payments.").add("Call back on the registered number.");
            steps.putArray("es").add("Pregunte por dos pagos recientes.");
            json(exchange, 200, settings);
        } else if (path.equals("/api/v1/purposes")) {
            json(exchange, 200, purposes());
        } else if (path.equals("/api/v1/console/desk")) {
            json(exchange, 200, desk());
        } else if (path.equals("/api/v1/interactions") && method.equals("POST")) {
            open(exchange, body);
        } else if (interaction.matches()) {
            ofInteraction(exchange, method, interaction, body);
        } else if (challenge.matches()) {
            ofChallenge(exchange, method, challenge, body);
        } else {
            problem(exchange, 404, "not-found", "There is no such page.");
        }
    }

    private void session(HttpExchange exchange, String method, ObjectNode body) throws IOException {
        if (method.equals("POST")) {
            signedIn = body.path("account").asText().equals(ACCOUNT)
                    && body.path("password").asText().equals(PASSWORD);
        } else if (method.equals("DELETE")) {
            signedIn = false;
            send(exchange, 204, "text/plain", new byte[0]);
            return;
        }
        if (!signedIn) {
            problem(exchange, 401, "unauthenticated", "Sign in first.");
            return;
        }
        ObjectNode session = Json.object().put("account", ACCOUNT).put("display_name", "Maria Keller");
        session.putArray("roles").add(role);
        json(exchange, method.equals("POST") ? 201 : 200, session);
    }

    private ObjectNode desk() {
        ObjectNode desk = Json.object();
        ArrayNode items = desk.putArray("items");
        for (ObjectNode interaction : interactions.values()) {
            ObjectNode item = interaction.deepCopy();
            challenges.values().stream()
                    .filter(each -> each.path("interaction").equals(interaction.path("id")))
                    .reduce((first, second) -> second)
                    .ifPresent(latest -> item.putObject("challenge")
                            .put("id", latest.path("id").asText())
                            .put("state", latest.path("state").asText())
                            .set("purpose", latest.path("purpose")));
            items.insert(0, item);
        }
        return desk;
    }

    private void open(HttpExchange exchange, ObjectNode body) throws IOException {
        boolean known = body.path("customer_number").asText().equals("100200")
                || body.path("phone").asText().startsWith("+34");
        String id = opens(body.path("channel").asText(), body.path("direction").asText(), known ? "A••• M•••" : "", 0);
        if (body.has("external_id")) {
            interactions.get(id).set("external_id", body.path("external_id"));
        }
        json(exchange, 201, interactions.get(id));
    }

    private void ofInteraction(HttpExchange exchange, String method, Matcher path, ObjectNode body) throws IOException {
        String id = path.group(1);
        if (!interactions.containsKey(id)) {
            problem(exchange, 404, "not-found", "There is no such interaction.");
        } else if (method.equals("PATCH")) {
            ObjectNode closed = interactions.remove(id);
            publish(id, "interaction.closed", Json.object());
            json(exchange, 200, closed.put("state", "closed"));
        } else if ("/challenges".equals(path.group(2)) && method.equals("POST")) {
            ask(exchange, id, body);
        } else if ("/challenges".equals(path.group(2))) {
            asked(exchange, id);
        } else if ("/identity".equals(path.group(2)) && identities.containsKey(id)) {
            json(exchange, 200, covered(identities.get(id)));
        } else if ("/identity/reveals".equals(path.group(2)) && identities.containsKey(id)) {
            reveal(exchange, id, body);
        } else if ("/fallback".equals(path.group(2))) {
            ObjectNode decision =
                    body.put("decided_at", Instant.now().toString()).put("interaction", id);
            interactions.get(id).set("fallback", decision);
            publish(
                    id,
                    "fallback." + body.path("outcome").asText(),
                    Json.object().put("at", Instant.now().toString()));
            json(exchange, 200, decision);
        } else {
            problem(exchange, 404, "not-found", "Nothing is verified in this interaction.");
        }
    }

    private void asked(HttpExchange exchange, String interaction) throws IOException {
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        challenges.values().stream()
                .filter(each -> each.path("interaction").asText().equals(interaction))
                .forEach(items::add);
        json(exchange, 200, list);
    }

    /** As the service gives it to an agent: what is usually covered is not in it. */
    private static ObjectNode covered(ObjectNode identity) {
        ObjectNode covered = identity.deepCopy();
        covered.path("attributes").forEach(each -> {
            ObjectNode attribute = (ObjectNode) each;
            String name = attribute.path("path").path(0).asText();
            if (name.equals("account_reference")) {
                attribute.put("hint", "•••• 4711");
            }
            if (name.equals("account_reference") || name.equals("birthdate")) {
                attribute.put("masked", true).remove("value");
            }
        });
        return covered;
    }

    private void reveal(HttpExchange exchange, String interaction, ObjectNode body) throws IOException {
        if (revealsLeft-- <= 0) {
            problem(exchange, 429, "too-many-requests", "Too many values were uncovered.");
            return;
        }
        for (JsonNode attribute : identities.get(interaction).path("attributes")) {
            if (attribute.path("path").equals(body.path("path"))) {
                publish(
                        interaction,
                        "identity.revealed",
                        Json.object().put("at", Instant.now().toString()).set("path", body.path("path")));
                json(
                        exchange,
                        200,
                        Json.object()
                                .put(
                                        "visible_until",
                                        Instant.now().plusSeconds(revealSeconds).toString())
                                .<ObjectNode>setAll((ObjectNode) attribute.deepCopy()));
                return;
            }
        }
        problem(exchange, 404, "not-found", "No covered attribute has this path.");
    }

    private void ask(HttpExchange exchange, String interaction, ObjectNode body) throws IOException {
        boolean own = body.path("wallet_profile").asText("own").equals("own");
        if (unreachable && own) {
            problem(exchange, 422, "not-reachable-by-wallet", "This customer cannot be reached by wallet.");
        } else if (tooOften) {
            exchange.getResponseHeaders().set("Retry-After", "90");
            problem(exchange, 429, "too-many-requests", "The customer was asked too often.");
        } else {
            String purpose = body.path("purpose").asText();
            String binding = purpose.equals("prove_it_is_us") ? "display" : own ? "number_entry" : "read_back";
            String id = asks(interaction, purpose, binding);
            json(exchange, 201, challenges.get(id));
        }
    }

    private void ofChallenge(HttpExchange exchange, String method, Matcher path, ObjectNode body) throws IOException {
        ObjectNode challenge = challenges.get(path.group(1));
        if (challenge == null) {
            problem(exchange, 404, "not-found", "There is no such challenge.");
            return;
        }
        String id = challenge.path("id").asText();
        if ("/cancel".equals(path.group(2)) && method.equals("POST")) {
            becomes(id, "cancelled");
        } else if ("/text_message".equals(path.group(2)) && method.equals("POST")) {
            deliver((ArrayNode) challenge.path("deliveries"), "text_message", "text_message", "sent");
        } else if ("/read_back".equals(path.group(2))
                && body.path("code").asText().equals("482913")) {
            verifies(id, 600);
        } else if ("/read_back".equals(path.group(2))) {
            int left = challenge.path("attempts_left").asInt() - 1;
            becomes(
                    id,
                    left > 0 ? "awaiting_read_back" : "rejected",
                    Json.object()
                            .put("attempts_left", left)
                            .set("verdict", Json.object().put("reason", "wrong-code")));
        }
        json(exchange, 200, challenge);
    }

    // ---- events

    private void announce(ObjectNode challenge) {
        String state = challenge.path("state").asText();
        publish(
                challenge.path("interaction").asText(),
                "challenge." + state,
                Json.object()
                        .put("challenge", challenge.path("id").asText())
                        .put("state", state)
                        .put(
                                "failed_attempts",
                                3 - challenge.path("attempts_left").asInt())
                        .put("at", Instant.now().toString()));
    }

    private void publish(String interaction, String type, ObjectNode data) {
        data.put("interaction", interaction);
        for (String topic : List.of("/api/v1/console/events", "/api/v1/interactions/" + interaction + "/events")) {
            Sent sent = new Sent(ids.incrementAndGet(), type, data);
            topics.computeIfAbsent(topic, name -> new ArrayList<>()).add(sent);
            streams.removeIf(stream -> stream.topic().equals(topic) && !written(stream, sent));
        }
    }

    private void stream(HttpExchange exchange, String path) throws IOException {
        synchronized (this) {
            if (!signedIn || streamsRefused) {
                problem(exchange, signedIn ? 503 : 401, "unauthenticated", "Sign in first.");
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            Stream stream = new Stream(path, exchange.getResponseBody());
            stream.out().write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
            stream.out().flush();
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            if (last != null) {
                topics.getOrDefault(path, List.of()).stream()
                        .filter(sent -> sent.id() > Long.parseLong(last))
                        .forEach(sent -> written(stream, sent));
            }
            streams.add(stream);
        }
    }

    private static boolean written(Stream stream, Sent sent) {
        String text = "id: " + sent.id() + "\nevent: " + sent.type() + "\ndata: " + sent.data() + "\n\n";
        try {
            stream.out().write(text.getBytes(StandardCharsets.UTF_8));
            stream.out().flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    // ---- small things

    private String id(String prefix) {
        return "%s_%026d".formatted(prefix, ids.incrementAndGet());
    }

    private static JsonNode purposes() throws IOException {
        try (InputStream in = FixtureDesk.class.getResourceAsStream("purposes.json")) {
            return Json.parse(in.readAllBytes());
        }
    }

    /** A picture where the service shows a QR code. */
    private static String checkered() {
        StringBuilder svg = new StringBuilder("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 29 29'>");
        for (int i = 0; i < 29 * 29; i++) {
            if (Math.floorMod(i * i * 7 + i * 13, 11) < 5) {
                svg.append("<rect x='%d' y='%d' width='1' height='1'/>".formatted(i % 29, i / 29));
            }
        }
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString((svg + "</svg>").getBytes(StandardCharsets.UTF_8));
    }

    private static void problem(HttpExchange exchange, int status, String slug, String detail) throws IOException {
        ObjectNode problem = Json.object()
                .put("type", "https://bank.example/problems/" + slug)
                .put("title", detail)
                .put("status", status)
                .put("detail", detail);
        send(exchange, status, "application/problem+json", Json.print(problem));
    }

    private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, "application/json", Json.print(body));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
