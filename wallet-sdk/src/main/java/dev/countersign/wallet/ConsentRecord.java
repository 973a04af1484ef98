package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.dcql.ClaimPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this wallet was asked and what its Holder answered. Names claims, never their values.
 *
 * @param organisation who asked
 * @param context what was shown
 * @param asked the claims that were asked for
 * @param receipt what the organisation signed about it, once it came and was checked
 * @param withdrawnAt when the Holder took the consent back
 */
public record ConsentRecord(
        Organisation organisation,
        ConsentContext context,
        List<ClaimPath> asked,
        Answer answer,
        Optional<KeptReceipt> receipt,
        Optional<Instant> withdrawnAt) {

    private static final String WHERE = "wallet: consent record";

    /** What the Holder did. */
    public enum Kind {
        APPROVED,
        DECLINED,
        REPORTED,
        /** Nothing, until it was too late. */
        EXPIRED
    }

    /**
     * An answer.
     *
     * @param disclosed the claims that were disclosed; empty unless approved
     * @param keys thumbprints of the holder keys that answered; empty unless approved
     */
    public record Answer(Kind kind, Instant at, List<ClaimPath> disclosed, List<String> keys) {
        /** Copies the lists. */
        public Answer {
            disclosed = List.copyOf(disclosed);
            keys = List.copyOf(keys);
        }

        static Answer nothingDisclosed(Kind kind, Instant at) {
            return new Answer(kind, at, List.of(), List.of());
        }
    }

    /** Copies the list. */
    public ConsentRecord {
        asked = List.copyOf(asked);
    }

    /** Returns the name of the challenge: {@code chl_...}. */
    public String challenge() {
        return context.challenge();
    }

    /** Returns when it was answered. */
    public Instant answeredAt() {
        return answer.at();
    }

    /**
     * Returns whether the Holder checked the organisation and was asked for nothing, as {@link
     * ConsentPrompt#organisationCheck()} tells beforehand.
     */
    public boolean organisationCheck() {
        return asked.isEmpty() && context.callBinding() == CallBinding.DISPLAY;
    }

    /** Returns whether it was about signing in to a page: nobody was talked with, and there is no receipt. */
    public boolean signIn() {
        return !context.channel().conversation();
    }

    ConsentRecord with(KeptReceipt kept) {
        return new ConsentRecord(organisation, context, asked, answer, Optional.of(kept), withdrawnAt);
    }

    ConsentRecord withdrawn(Instant at) {
        return new ConsentRecord(organisation, context, asked, answer, receipt, Optional.of(at));
    }

    /** Returns what a store keeps. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("did", organisation.did())
                .put("name", organisation.name())
                .put("since", JsonMembers.print(organisation.since()))
                .put("kind", answer.kind().name())
                .put("at", JsonMembers.print(answer.at()));
        organisation.logoUri().ifPresent(logo -> json.put("logo_uri", logo.toString()));
        json.set("context", context.toJson());
        put(json.putArray("asked"), asked);
        put(json.putArray("disclosed"), answer.disclosed());
        answer.keys().forEach(json.putArray("keys")::add);
        receipt.ifPresent(kept -> json.set("receipt", kept.toJson()));
        withdrawnAt.ifPresent(at -> json.put("withdrawn_at", JsonMembers.print(at)));
        return json;
    }

    /**
     * Reads what {@link #toJson} printed.
     *
     * @throws dev.countersign.protocol.MalformedInputException when it is something else
     */
    public static ConsentRecord fromStore(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        return new ConsentRecord(
                new Organisation(
                        members.text("did"),
                        members.text("name"),
                        members.optionalUri("logo_uri"),
                        members.time("since")),
                ConsentContext.parse(members.object("context").json()),
                paths(members.array("asked")),
                new Answer(
                        Kind.valueOf(members.text("kind")),
                        members.time("at"),
                        paths(members.array("disclosed")),
                        members.texts("keys")),
                // One of a version that kept less is fetched again.
                members.optionalObject("receipt")
                        .filter(kept -> kept.has("organisation"))
                        .map(kept -> KeptReceipt.parse(kept.json())),
                members.has("withdrawn_at") ? Optional.of(members.time("withdrawn_at")) : Optional.empty());
    }

    private static void put(ArrayNode array, List<ClaimPath> paths) {
        paths.forEach(path -> array.add(path.toJson()));
    }

    private static List<ClaimPath> paths(ArrayNode array) {
        List<ClaimPath> paths = new ArrayList<>();
        array.forEach(path -> paths.add(ClaimPath.parse(path)));
        return paths;
    }
}
