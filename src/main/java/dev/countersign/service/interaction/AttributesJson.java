package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attributes as they are sealed and stored. */
public final class AttributesJson {
    private AttributesJson() {}

    /** Returns UTF-8 JSON that {@link #parse} reads. */
    public static byte[] print(List<VerifiedAttribute> attributes) {
        ObjectNode root = Json.object();
        ArrayNode items = root.putArray("attributes");
        for (VerifiedAttribute attribute : attributes) {
            ObjectNode item = items.addObject();
            item.set("path", attribute.path().toJson());
            item.set("value", attribute.value());
            item.put("issuer", attribute.issuer());
            attribute.issuedAt().ifPresent(at -> item.put("issued_at", at.toString()));
            attribute.expiresAt().ifPresent(at -> item.put("expires_at", at.toString()));
        }
        return Json.print(root);
    }

    /** Reads what {@link #print} wrote. */
    public static List<VerifiedAttribute> parse(byte[] json) {
        List<VerifiedAttribute> attributes = new ArrayList<>();
        for (JsonNode item : Json.parseObject(json).path("attributes")) {
            attributes.add(new VerifiedAttribute(
                    ClaimPath.parse(item.path("path")),
                    item.path("value"),
                    item.path("issuer").asText(),
                    instant(item.path("issued_at")),
                    instant(item.path("expires_at"))));
        }
        return attributes;
    }

    private static Optional<Instant> instant(JsonNode text) {
        return text.isTextual() ? Optional.of(Instant.parse(text.asText())) : Optional.empty();
    }
}
