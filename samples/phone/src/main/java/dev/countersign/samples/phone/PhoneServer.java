package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.ReceiptFile;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The server behind the screen, on the loopback interface: pages, commands, a stream of states, and the push service. */
final class PhoneServer implements AutoCloseable {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Held here, for a logger that nobody holds forgets its level.
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("io.javalin"), Logger.getLogger("org.eclipse.jetty"));

    static {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private final Javalin javalin;
    private final PhoneWallet wallet;
    private final PushEndpoint push;
    private final ScreenCommands commands;
    private final Set<SseClient> screens = ConcurrentHashMap.newKeySet();

    private PhoneServer(PhoneWallet wallet, PushEndpoint push) {
        this.wallet = wallet;
        this.push = push;
        this.commands = new ScreenCommands(wallet);
        this.javalin = Javalin.create(PhoneServer::configure);
    }

    static PhoneServer start(PhoneOptions options, PhoneWallet wallet, PushEndpoint push) {
        PhoneServer server = new PhoneServer(wallet, push);
        server.routes();
        if (options.thumb() == PhoneOptions.Thumb.A_PROGRAM_TOO) {
            server.scriptRoute();
        }
        wallet.watch(server::tellScreens);
        server.javalin.start("127.0.0.1", options.port());
        return server;
    }

    private static void configure(JavalinConfig config) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.maxRequestSize = QrPicture.MAX_BYTES;
        config.useVirtualThreads = false;
    }

    private void routes() {
        javalin.before(this::guard);
        ScreenFiles.ROUTES.forEach((path, file) ->
                javalin.get(path, context -> context.contentType(file.type()).result(ScreenFiles.read(file))));
        javalin.sse("/api/events", this::follow);
        command("/api/requests", (context, body) -> commands.openLink(body));
        command("/api/waiting/{id}/open", (context, body) -> wallet.open(context.pathParam("id")));
        command("/api/prompts/{id}/approve", (context, body) -> commands.approve(context.pathParam("id"), body));
        command("/api/prompts/{id}/decline", (context, body) -> wallet.decline(context.pathParam("id")));
        command("/api/prompts/{id}/report", (context, body) -> wallet.report(context.pathParam("id")));
        command("/api/history/{id}/withdraw", (context, body) -> wallet.withdraw(context.pathParam("id")));
        javalin.get("/api/history/{id}/receipt", this::save);
        command("/api/messages", (context, body) -> wallet.messages().list());
        command("/api/messages/{id}/read", (context, body) -> wallet.messages().read(context.pathParam("id")));
        command("/api/offers/inspect", (context, body) -> commands.inspect(body));
        command("/api/offers/accept", (context, body) -> commands.accept(body));
        javalin.post("/api/qr", PhoneServer::readPicture);
        javalin.post("/push/{secret}", this::pushed);
        javalin.exception(MalformedInputException.class, (malformed, context) -> context.status(400));
        javalin.exception(IllegalArgumentException.class, (malformed, context) -> context.status(400));
    }

    // Takes any type of body, for it reads none: the callers are programs that nobody can teach.
    private void scriptRoute() {
        Script script = new Script(wallet);
        javalin.post("/script/answer", context -> {
            ObjectNode outcome = script.answer(Script.Action.parse(
                    Optional.ofNullable(context.queryParam("action")).orElse("")));
            boolean came = !outcome.path("outcome").asText().equals("nothing");
            context.status(came ? 200 : 404).contentType("application/json").result(Json.print(outcome));
        });
    }

    /** One command of the screen; answers an outcome. */
    private interface Command {
        ObjectNode run(Context context, ObjectNode body);
    }

    private void command(String path, Command command) {
        Handler handler = context -> {
            // A form of another site cannot send this type without asking first, and nobody would say yes.
            if (!"application/json".equals(context.contentType())) {
                context.status(415);
                return;
            }
            ObjectNode outcome = command.run(context, Json.parseObject(context.bodyAsBytes()));
            context.contentType("application/json").result(Json.print(outcome));
        };
        javalin.post(path, handler);
    }

    /**
     * Only this machine, by its own names: a site whose name was made to lead here is refused (DNS rebinding), and so is a
     * page of another origin.
     */
    private void guard(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("");
        String own = "localhost:" + javalin.port();
        String literal = "127.0.0.1:" + javalin.port();
        String origin = context.header("Origin");
        boolean foreign = origin != null && !origin.equals("http://" + own) && !origin.equals("http://" + literal);
        if ((!host.equals(own) && !host.equals(literal)) || foreign) {
            context.status(403).skipRemainingHandlers();
        }
        context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store");
    }

    private void follow(SseClient screen) {
        screen.keepAlive();
        screen.onClose(() -> screens.remove(screen));
        screens.add(screen);
        send(screen);
    }

    private void tellScreens() {
        screens.forEach(this::send);
    }

    // One at a time: a state that was read earlier must not arrive later.
    private synchronized void send(SseClient screen) {
        screen.sendEvent("state", new String(Json.print(StateJson.of(wallet)), StandardCharsets.UTF_8));
    }

    private void save(Context context) {
        Optional<byte[]> file = wallet.receiptFile(context.pathParam("id"));
        context.status(file.isPresent() ? 200 : 404)
                .contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"" + ReceiptFile.NAME + "\"");
        file.ifPresent(context::result);
    }

    private static void readPicture(Context context) {
        ObjectNode answer = Json.object();
        QrPicture.read(context.bodyAsBytes()).ifPresent(text -> answer.put("text", text));
        context.contentType("application/json").result(Json.print(answer));
    }

    private void pushed(Context context) {
        PushEndpoint.Posted posted = new PushEndpoint.Posted(
                context.pathParam("secret"),
                header(context, "Authorization"),
                header(context, "TTL"),
                header(context, "Content-Encoding"));
        String origin = "http://" + header(context, "Host");
        int status = push.receive(posted, context.bodyAsBytes(), origin);
        context.status(status);
        if (status == 201) {
            // RFC 8030 5: delivered already, so there is nothing at this location.
            context.header("Location", origin + "/push/delivered").header("TTL", "0");
        }
    }

    private static String header(Context context, String name) {
        return Optional.ofNullable(context.header(name)).orElse("");
    }

    URI address() {
        return URI.create("http://localhost:" + javalin.port() + "/");
    }

    @Override
    public void close() {
        screens.forEach(SseClient::close);
        javalin.stop();
    }
}
