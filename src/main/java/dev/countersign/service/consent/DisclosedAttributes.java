package dev.countersign.service.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.ClaimsQuery;
import dev.countersign.protocol.dcql.CredentialQuery;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.interaction.VerifiedAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Picks from a verified presentation what was asked for, and nothing else. */
final class DisclosedAttributes {
    private DisclosedAttributes() {}

    static List<VerifiedAttribute> of(DcqlQuery asked, VerifiedPresentation presentation) {
        List<VerifiedAttribute> attributes = new ArrayList<>();
        for (CredentialQuery query : asked.credentials()) {
            for (VerifiedCredential credential : presentation.credentials().getOrDefault(query.id(), List.of())) {
                query.claims().stream()
                        .map(ClaimsQuery::path)
                        .flatMap(path -> attribute(path, credential))
                        .forEach(attributes::add);
            }
        }
        return attributes;
    }

    private static Stream<VerifiedAttribute> attribute(ClaimPath path, VerifiedCredential credential) {
        List<JsonNode> values = path.select(credential.claims());
        if (values.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(new VerifiedAttribute(
                path,
                values.size() == 1 ? values.get(0) : array(values),
                credential.issuer(),
                credential.issuedAt(),
                credential.expiresAt()));
    }

    private static ArrayNode array(List<JsonNode> values) {
        return Json.object().putArray("values").addAll(values);
    }
}
