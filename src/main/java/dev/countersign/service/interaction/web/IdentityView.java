package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.service.interaction.Cover;
import dev.countersign.service.interaction.VerifiedAttribute;
import dev.countersign.service.interaction.VerifiedIdentity;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A verified identity as the assigned agent, or a machine client, sees it. */
@Schema(name = "VerifiedIdentity", description = "What a customer disclosed in an interaction, and nothing else")
record IdentityView(
        List<AttributeView> attributes,
        @Schema(description = "chl_...: whose answer it is") String challenge,
        @Schema(description = "From then on it is erased") Instant visibleUntil) {

    /**
     * One attribute, who vouches for it, and until when.
     *
     * @param value absent when it is covered
     * @param masked true when the value is to be asked for by {@code POST .../identity/reveals}
     * @param hint what tells a covered value from others, if anything does
     */
    @Schema(name = "VerifiedAttribute", description = "One attribute, who vouches for it, and until when")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttributeView(
            @Schema(description = "Claims path (OpenID4VP 1.0 section 7)")
            JsonNode path,

            @Schema(description = "Absent when it is covered") @Nullable
            JsonNode value,

            @Schema(description = "true when the value is to be asked for by POST .../identity/reveals") @Nullable
            Boolean masked,

            @Schema(description = "What tells a covered value from others, if anything does") @Nullable
            String hint,

            @Schema(description = "Who vouches: an https URL or a DID")
            String issuer,

            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt) {
        static AttributeView of(VerifiedIdentity identity, VerifiedAttribute attribute) {
            boolean covered = identity.covers(attribute);
            return new AttributeView(
                    attribute.path().toJson(),
                    covered ? null : attribute.value(),
                    covered ? Boolean.TRUE : null,
                    covered ? Cover.hint(attribute.value()).orElse(null) : null,
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
                identity.attributes().stream()
                        .map(attribute -> AttributeView.of(identity, attribute))
                        .toList(),
                identity.challenge(),
                identity.visibleUntil());
    }
}
