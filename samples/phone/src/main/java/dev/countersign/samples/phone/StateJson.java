package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.wallet.CardDesign;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.KeptReceipt;
import dev.countersign.wallet.LogStanding;
import dev.countersign.wallet.StoredCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that the screen shows, as it reads it. */
final class StateJson {
    private StateJson() {}

    static ObjectNode of(PhoneWallet phone) {
        Instant now = phone.now();
        OnScreen.Snapshot snapshot = phone.snapshot();
        List<StoredCredential> held = phone.wallet().credentials();
        ObjectNode json = Json.object()
                .put("now", JsonMembers.print(now))
                .put("messages", phone.messages().revision())
                .put("connection", connection(snapshot.connections()));
        ArrayNode organisations = json.putArray("organisations");
        phone.wallet()
                .enrolments()
                .forEach(enrolment -> organisations.add(PromptJson.organisation(enrolment.organisation())));
        ArrayNode cards = json.putArray("cards");
        held.forEach(card -> cards.add(card(card, now)));
        ArrayNode waiting = json.putArray("waiting");
        snapshot.waiting().forEach(request -> waiting.add(waiting(request)));
        json.set(
                "prompt",
                snapshot.asked().map(asked -> (JsonNode) PromptJson.of(asked)).orElse(null));
        ArrayNode history = json.putArray("history");
        phone.wallet().history().forEach(record -> {
            ObjectNode entry = record(record, held);
            entry.set("log", log(phone.wallet().receipts().standing(record)));
            history.add(entry);
        });
        snapshot.closed()
                .ifPresent(closed ->
                        json.putObject("closed").put("id", closed.id()).put("outcome", closed.outcome()));
        return json;
    }

    private static String connection(Map<String, Boolean> connections) {
        if (connections.isEmpty()) {
            return "none";
        }
        return connections.containsValue(false) ? "offline" : "connected";
    }

    private static ObjectNode waiting(Waiting request) {
        ObjectNode json = Json.object()
                .put("id", request.id())
                .put("received_at", JsonMembers.print(request.receivedAt()))
                .put("expires_at", JsonMembers.print(request.expiresAt()));
        json.set(
                "organisation",
                request.organisation().map(PromptJson::organisation).orElseGet(() -> Json.object()
                        .put("name", "?")));
        return json;
    }

    private static ObjectNode card(StoredCredential credential, Instant now) {
        ObjectNode json = design(credential.design())
                .put("id", credential.id())
                .put("copies", credential.copies().size())
                .put("expired", credential.isExpired(now));
        credential.statement().expiresAt().ifPresent(end -> json.put("expires_at", JsonMembers.print(end)));
        ObjectNode claims = credential.claims();
        holder(claims).ifPresent(name -> json.put("holder", name));
        ArrayNode attributes = json.putArray("attributes");
        for (ClaimPath path : paths(credential)) {
            for (JsonNode value : path.select(claims)) {
                ObjectNode attribute =
                        attributes.addObject().put("issuer", credential.design().plainIssuerName());
                attribute.set("label", PromptJson.languages(credential.design().label(path)));
                attribute.set("value", value);
            }
        }
        return json;
    }

    private static List<ClaimPath> paths(StoredCredential credential) {
        List<ClaimPath> paths = new ArrayList<>();
        credential.design().labels().forEach(label -> paths.add(label.path()));
        if (paths.isEmpty()) {
            credential.claims().fieldNames().forEachRemaining(name -> paths.add(ClaimPath.of(name)));
        }
        return paths;
    }

    /** The name of the person, where the usual claims say it. */
    private static Optional<String> holder(ObjectNode claims) {
        String name = claims.path("name").asText("");
        if (name.isEmpty()) {
            name = (claims.path("given_name").asText("") + " "
                            + claims.path("family_name").asText(""))
                    .trim();
        }
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    static ObjectNode design(CardDesign design) {
        ObjectNode json = Json.object();
        json.set("name", PromptJson.languages(design.name()));
        json.putObject("issuer").put("name", design.plainIssuerName());
        design.colours().background().ifPresent(colour -> json.put("background", colour));
        design.colours().text().ifPresent(colour -> json.put("text", colour));
        return json;
    }

    private static ObjectNode record(ConsentRecord record, List<StoredCredential> held) {
        ObjectNode json = Json.object()
                .put("id", record.challenge())
                .put("at", JsonMembers.print(record.answeredAt()))
                .put("agent", agent(record))
                .put("outcome", outcome(record))
                .put("receipt", receipt(record))
                .put(
                        "withdrawable",
                        // Where nothing was shared there is nothing to take back.
                        record.answer().kind() == ConsentRecord.Kind.APPROVED
                                && !record.organisationCheck()
                                && !record.signIn()
                                && !record.withdrawnAt().isPresent());
        json.set("organisation", PromptJson.organisation(record.organisation()));
        json.set("purpose", PromptJson.texts(record.context().purpose()));
        ArrayNode disclosed = json.putArray("disclosed");
        record.answer().disclosed().forEach(path -> disclosed.add(PromptJson.languages(label(path, held))));
        record.withdrawnAt().ifPresent(at -> json.put("withdrawn_at", JsonMembers.print(at)));
        return json;
    }

    /** Where the receipt stands in the log: {@code state}, and {@code index} once it was proven. */
    static ObjectNode log(LogStanding standing) {
        if (standing instanceof LogStanding.Included included) {
            return Json.object().put("state", "included").put("index", included.index());
        }
        if (standing instanceof LogStanding.Alarmed alarmed) {
            ObjectNode json = Json.object()
                    .put("state", alarmed.alarm().kind().name().toLowerCase(Locale.ROOT))
                    .put("since", JsonMembers.print(alarmed.alarm().noticedAt()));
            alarmed.index().ifPresent(index -> json.put("index", index));
            return json;
        }
        if (standing instanceof LogStanding.Missing missing) {
            return Json.object().put("state", "missing").put("since", JsonMembers.print(missing.since()));
        }
        return Json.object().put("state", standing instanceof LogStanding.Waiting ? "waiting" : "none");
    }

    private static String agent(ConsentRecord record) {
        if (record.signIn()) {
            return "";
        }
        String name = record.context().agent().displayName();
        return record.context().agent().team().map(team -> name + ", " + team).orElse(name);
    }

    private static Map<String, String> label(ClaimPath path, List<StoredCredential> held) {
        return held.stream()
                .map(StoredCredential::design)
                .filter(design ->
                        design.labels().stream().anyMatch(label -> label.path().equals(path)))
                .findFirst()
                .map(design -> design.label(path))
                .orElseGet(() -> Map.of("en", path.toString()));
    }

    private static String outcome(ConsentRecord record) {
        boolean check = record.organisationCheck();
        return switch (record.answer().kind()) {
            case APPROVED -> check ? "confirmed" : record.signIn() ? "signed_in" : "shared";
            case DECLINED -> "declined";
            case REPORTED -> check ? "impostor" : "reported";
            case EXPIRED -> "expired";
        };
    }

    private static String receipt(ConsentRecord record) {
        if (record.answer().kind() == ConsentRecord.Kind.EXPIRED || record.signIn()) {
            return "none";
        }
        return record.receipt()
                .map(kept -> kept.finding() == KeptReceipt.Finding.MATCHES ? "checked" : "wrong")
                .orElse("waiting");
    }
}
