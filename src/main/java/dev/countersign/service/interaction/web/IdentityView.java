package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.service.interaction.VerifiedAttribute;
import dev.countersign.service.interaction.VerifiedIdentity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verified identity as the assigned agent sees it. */
record IdentityView(List<AttributeView> attributes, String challenge, Instant visibleUntil) {

    /** One attribute, who vouches for it, and until when. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttributeView(
            JsonNode path,
            JsonNode value,
            String issuer,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt) {
        static AttributeView of(VerifiedAttribute attribute) {
            return new AttributeView(
                    attribute.path().toJson(),
                    attribute.value(),
                    attribute.issuer(),
                    attribute.issuedAt().orElse(null),
                    attribute.expiresAt().orElse(null));
        }

        @Override
        public String toString() {
            return "AttributeView[" + path + "]";
        }
    }

    static IdentityView of(VerifiedIdentity identity) {
        return new IdentityView(
                identity.attributes().stream().map(AttributeView::of).toList(),
                identity.challenge(),
                identity.visibleUntil());
    }
}
