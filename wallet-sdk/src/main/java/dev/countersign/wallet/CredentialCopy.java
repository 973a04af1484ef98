package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import java.util.Optional;

/**
 * One of several copies of a credential, with a key and salts of its own.
 *
 * @param sdJwt as issued, with all its disclosures; secret
 * @param shownTo the client identifier of the one Verifier that has seen it. No other ever will: two Verifiers that
 *     compare notes must not find that they met the same Holder.
 */
public record CredentialCopy(String sdJwt, KeyThumbprint key, Optional<String> shownTo) {
    /** Returns whether this copy may be shown to this Verifier. */
    boolean mayBeShownTo(String verifier) {
        return !shownTo.isPresent() || shownTo.get().equals(verifier);
    }

    CredentialCopy showingTo(String verifier) {
        return new CredentialCopy(sdJwt, key, Optional.of(verifier));
    }

    static CredentialCopy parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "wallet: copy");
        return new CredentialCopy(
                json.path("sd_jwt").asText(), new KeyThumbprint(members.text("key")), members.optionalText("shown_to"));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("sd_jwt", sdJwt).put("key", key.value());
        shownTo.ifPresent(verifier -> json.put("shown_to", verifier));
        return json;
    }

    @Override
    public String toString() {
        return "CredentialCopy[" + key + "]";
    }
}
