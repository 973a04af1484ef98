package dev.countersign.service.ledger.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.ledger.Anchor.Outcome;
import dev.countersign.service.platform.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What we ask of Horizon, the way to a Stellar network by HTTP. Nothing that it says is verified but what it could gain by lying. */
final class Horizon {
    private static final int MOST_BYTES = 262_144;

    private final OutboundHttp http;
    private final String base;
    private final OutboundHttp.Limits limits;

    /** Asks at this address; a transaction that is submitted is answered when it was taken, which may need most of the time. */
    Horizon(OutboundHttp http, URI base, Duration patience) {
        this.http = http;
        this.base = base.toString().endsWith("/") ? base.toString() : base + "/";
        this.limits = new OutboundHttp.Limits(OutboundHttp.Use.ANCHOR, MOST_BYTES, patience);
    }

    /**
     * How far it is.
     *
     * @param network its passphrase
     * @param closedAt when the last ledger that it knows was closed: everything until then can be found
     */
    record State(String network, Instant closedAt) {}

    State state() throws IOException {
        JsonNode answer = get("");
        return new State(text(answer, "network_passphrase"), time(answer, "history_latest_ledger_closed_at"));
    }

    /** Returns the sequence number of an account's last transaction. */
    long sequence(String account) throws IOException {
        OutboundHttp.Reply reply = http.get(URI.create(base + "accounts/" + account), limits);
        if (reply.status() == 404) {
            throw new IOException("the network has no account " + account);
        }
        try {
            return Long.parseLong(text(json(reply), "sequence"));
        } catch (NumberFormatException e) {
            throw new IOException("Horizon's sequence number is none", e);
        }
    }

    /** Returns whether and where a transaction is. */
    Optional<Found> find(String name) throws IOException {
        OutboundHttp.Reply reply = http.get(URI.create(base + "transactions/" + name), limits);
        return reply.status() == 404 ? Optional.empty() : Optional.of(found(json(reply), name));
    }

    /** A transaction that is in a ledger; one that failed is there too, and has used up its number. */
    record Found(boolean successful, Outcome.Taken taken) {}

    OutboundHttp.Reply submit(String signed) throws IOException {
        byte[] form = ("tx=" + URLEncoder.encode(signed, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return http.send(
                OutboundHttp.Request.post(URI.create(base + "transactions"), form)
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Accept", "application/json"),
                limits);
    }

    /** Returns the word for why a transaction was refused, such as {@code tx_bad_seq}. */
    static String refusal(OutboundHttp.Reply reply) {
        try {
            JsonNode code = Json.parse(reply.body()).at("/extras/result_codes/transaction");
            return code.isTextual() ? code.textValue() : "status " + reply.status();
        } catch (MalformedInputException e) {
            return "status " + reply.status();
        }
    }

    private static Found found(JsonNode answer, String name) throws IOException {
        if (!text(answer, "hash").equals(name)) {
            throw new IOException("Horizon shows another transaction than it was asked for");
        }
        JsonNode ledger = answer.path("ledger");
        if (!ledger.canConvertToLong() || ledger.longValue() < 1) {
            throw new IOException("Horizon's answer has no ledger");
        }
        return new Found(
                answer.path("successful").asBoolean(false),
                new Outcome.Taken(ledger.longValue(), time(answer, "created_at")));
    }

    private JsonNode get(String path) throws IOException {
        return json(http.get(URI.create(base + path), limits));
    }

    private static JsonNode json(OutboundHttp.Reply reply) throws IOException {
        if (reply.status() != 200) {
            throw new IOException("Horizon answers with status " + reply.status());
        }
        try {
            return Json.parse(reply.body());
        } catch (MalformedInputException e) {
            throw new IOException("Horizon's answer is not JSON", e);
        }
    }

    private static String text(JsonNode answer, String member) throws IOException {
        JsonNode value = answer.path(member);
        if (!value.isTextual()) {
            throw new IOException("Horizon's answer has no " + member);
        }
        return value.textValue();
    }

    private static Instant time(JsonNode answer, String member) throws IOException {
        try {
            return Instant.parse(text(answer, member));
        } catch (DateTimeException e) {
            throw new IOException("Horizon's " + member + " is no time", e);
        }
    }
}
