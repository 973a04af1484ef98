package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.util.Optional;

/**
 * Answer of {@code GET /wallet/v1/organisation}: who this service belongs to. Public, and not signed: a wallet pins it
 * at enrolment.
 *
 * @param did what its request objects are signed with
 * @param vapidPublicKey uncompressed P-256 point in base64url, as push services want it (RFC 8292)
 */
public record OrganisationProfile(String did, String name, Optional<URI> logoUri, String vapidPublicKey) {
    /**
     * Reads {@code {"did", "name", "logo_uri"?, "vapid_public_key"}}.
     *
     * @throws MalformedInputException when a member is missing or of another type
     */
    public static OrganisationProfile parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "Countersign wallet: organisation");
        return new OrganisationProfile(
                members.text("did"),
                members.text("name"),
                members.optionalUri("logo_uri"),
                members.text("vapid_public_key"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("did", did).put("name", name);
        logoUri.ifPresent(logo -> json.put("logo_uri", logo.toString()));
        return json.put("vapid_public_key", vapidPublicKey);
    }
}
