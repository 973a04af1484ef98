package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the credential endpoint answers (section 8.3): credentials, or that they come later. */
public sealed interface CredentialResponse {
    /**
     * Credentials.
     *
     * @param credentials as the format has them; for SD-JWT VC strings. Unverified
     * @param notificationId to tell the issuer what became of them
     */
    record Issued(List<JsonNode> credentials, Optional<String> notificationId) implements CredentialResponse {
        /** Copies the list. */
        public Issued {
            credentials = List.copyOf(credentials);
        }

        /** Says how many, and nothing of what is in them. */
        @Override
        public String toString() {
            return "Issued[" + credentials.size() + "]";
        }
    }

    /**
     * Later.
     *
     * @param interval to wait before asking; whole seconds
     */
    record Deferred(String transactionId, Duration interval) implements CredentialResponse {}

    /**
     * Reads a response.
     *
     * @throws MalformedInputException when it is neither, or both
     */
    static CredentialResponse parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "OpenID4VCI 8.3");
        if (members.has("credentials") == members.has("transaction_id")) {
            throw new MalformedInputException("OpenID4VCI 8.3 (expected: credentials or transaction_id)");
        }
        if (members.has("transaction_id")) {
            return new Deferred(
                    members.text("transaction_id"), Duration.ofSeconds(members.integer("interval", 1, 31_536_000)));
        }
        List<JsonNode> credentials = new ArrayList<>();
        for (JsonMembers one : members.objects("credentials")) {
            JsonNode credential = one.json().get("credential");
            if (credential == null || !(credential.isTextual() || credential.isObject())) {
                throw new MalformedInputException("OpenID4VCI 8.3: credential (expected: a string or an object)");
            }
            credentials.add(credential);
        }
        if (credentials.isEmpty()) {
            throw new MalformedInputException("OpenID4VCI 8.3: credentials (expected: at least one)");
        }
        return new Issued(credentials, members.optionalText("notification_id"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    default ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (this instanceof Deferred deferred) {
            return json.put("transaction_id", deferred.transactionId())
                    .put("interval", deferred.interval().toMillis() / 1_000);
        }
        Issued issued = (Issued) this;
        ArrayNode array = json.putArray("credentials");
        issued.credentials().forEach(credential -> array.addObject().set("credential", credential));
        issued.notificationId().ifPresent(id -> json.put("notification_id", id));
        return json;
    }
}
