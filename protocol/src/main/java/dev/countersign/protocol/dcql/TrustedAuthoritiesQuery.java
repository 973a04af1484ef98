package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.util.List;

/**
 * Under which authority the issuer must stand (OpenID4VP 1.0 section 6.1.1).
 *
 * <p>Gap: {@code etsi_tl} and {@code openid_federation} are read and match nothing, since nobody here resolves them.
 */
public record TrustedAuthoritiesQuery(String type, List<String> values) {
    /** Authority key identifier, base64url of the KeyIdentifier. */
    public static final String AKI = "aki";

    public TrustedAuthoritiesQuery {
        values = List.copyOf(values);
    }

    static TrustedAuthoritiesQuery parse(JsonNode json) {
        ObjectNode query = DcqlJson.object(json, "trusted_authorities entry");
        return new TrustedAuthoritiesQuery(DcqlJson.text(query, "type"), DcqlJson.texts(query, "values"));
    }

    boolean accepts(CredentialFacts credential) {
        return type.equals(AKI) && values.stream().anyMatch(credential.authorityKeyIdentifiers()::contains);
    }

    ObjectNode toJson() {
        ObjectNode query = Json.object().put("type", type);
        values.forEach(query.putArray("values")::add);
        return query;
    }
}
