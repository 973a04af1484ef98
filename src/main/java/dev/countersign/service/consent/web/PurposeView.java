package dev.countersign.service.consent.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.consent.Purpose;
import dev.countersign.service.consent.PurposeText;
import dev.countersign.service.interaction.Mask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A purpose as the API shows it, with the members of {@link dev.countersign.service.consent.PurposeJson}. */
@Schema(
        name = "Purpose",
        description =
                "A policy: what may be asked, by whom, in which words, for how long, and how it is tied to the call")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PurposeView(
        @Schema(readOnly = true) String name,

        @Schema(description = "A version never changes", minimum = "1", readOnly = true)
        int version,

        @Schema(description = "What is asked (OpenID4VP 1.0 section 6)")
        ObjectNode dcqlQuery,

        @Schema(description = "What the customer reads, by language tag; en is always there")
        Map<String, TextView> texts,

        @Schema(description = "How long a challenge stays open: PT10S to PT15M")
        Duration expiresIn,

        @Schema(
                description = "number_entry for our wallets and read_back for others when absent",
                enumeration = {"number_entry", "read_back", "display", "none"})
        @Nullable
        String callBinding,

        @Schema(description = "How long the attributes stay visible after the interaction ends: PT0S to PT24H")
        Duration retention,

        @Schema(
                description =
                        "Paths of claims that are covered on an agent's screen until they are asked for, at most 100;"
                                + " when absent, what is usually sensitive")
        @Nullable
        List<JsonNode> masked,

        @Schema(description = "Staff roles that may ask") List<String> roles,

        @Schema(
                description = "Asks for nothing: the customer learns that it is the organisation that calls",
                readOnly = true)
        boolean organisationCheck) {

    /** What the customer reads. */
    @Schema(name = "PurposeText", description = "What the customer reads, in one language")
    record TextView(String title, String description) {
        static TextView of(PurposeText text) {
            return new TextView(text.title(), text.description());
        }
    }

    static PurposeView of(Purpose purpose) {
        Map<String, TextView> texts = new TreeMap<>();
        purpose.texts().forEach((language, text) -> texts.put(language, TextView.of(text)));
        return new PurposeView(
                purpose.name().value(),
                purpose.version(),
                purpose.query().toJson(),
                texts,
                purpose.timeLimit(),
                purpose.callBinding().map(CallBinding::wireName).orElse(null),
                purpose.retention(),
                purpose.mask() instanceof Mask.Listed listed
                        ? listed.paths().stream()
                                .<JsonNode>map(ClaimPath::toJson)
                                .toList()
                        : null,
                purpose.roles().stream().sorted().toList(),
                purpose.organisationCheck());
    }
}
