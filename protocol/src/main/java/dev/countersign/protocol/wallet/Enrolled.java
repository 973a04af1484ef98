package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;

/**
 * Answer of {@code POST /wallet/v1/enrolments}.
 *
 * @param id {@code wal_...}
 * @param inbox path of the inbox, relative to the service
 */
public record Enrolled(String id, Organisation organisation, String vapidPublicKey, String inbox) {
    /** Whom the wallet is enrolled with. */
    public record Organisation(String did, String name) {}

    /**
     * Reads {@code {"id", "organisation": {"did", "name"}, "vapid_public_key", "inbox"}}.
     *
     * @throws MalformedInputException when a member is missing or of another type
     */
    public static Enrolled parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "Countersign wallet: enrolled");
        JsonMembers organisation = members.object("organisation");
        return new Enrolled(
                members.text("id"),
                new Organisation(organisation.text("did"), organisation.text("name")),
                members.text("vapid_public_key"),
                members.text("inbox"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", id);
        json.putObject("organisation").put("did", organisation.did()).put("name", organisation.name());
        return json.put("vapid_public_key", vapidPublicKey).put("inbox", inbox);
    }
}
