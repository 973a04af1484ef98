package dev.countersign.service.trust.web;

import dev.countersign.did.Did;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.WebVhWitnesses;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.trust.OrganisationService;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What administrators send about the organisation's DID. */
final class OrganisationDidBodies {
    private OrganisationDidBodies() {}

    /** Which keys are replaced, and why. */
    @Schema(name = "KeyRotation", description = "Which keys are replaced, and why")
    record Rotation(
            @Schema(
                    required = true,
                    enumeration = {"planned", "compromised"})
            @Nullable
            String reason,

            @Schema(description = "issuer, verifier, status_list, receipt") @Nullable
            List<String> uses,

            @Schema(description = "With compromised: from when on somebody else may have had them")
            Optional<Instant> compromisedSince) {

        boolean compromised() {
            if (!"planned".equals(reason) && !"compromised".equals(reason)) {
                throw malformed("/reason", "planned or compromised");
            }
            boolean compromised = "compromised".equals(reason);
            if (compromised != compromisedSince.isPresent()) {
                throw malformed("/compromised_since", "with the reason compromised, and only then");
            }
            return compromised;
        }

        Set<KeyUse> parsedUses() {
            Set<KeyUse> parsed = EnumSet.noneOf(KeyUse.class);
            for (String use : uses == null ? List.<String>of() : uses) {
                parsed.add(Arrays.stream(KeyUse.values())
                        .filter(known -> known.label().equals(use))
                        .findFirst()
                        .orElseThrow(() -> malformed("/uses", "issuer, verifier, status_list or receipt")));
            }
            return parsed;
        }
    }

    /** A service. */
    @Schema(name = "NewService", description = "A service for the DID document")
    record Service(
            @Schema(required = true) @Nullable String type,

            @Schema(description = "https", format = "uri", required = true) @Nullable
            String serviceEndpoint) {
        OrganisationService parse(String name) {
            try {
                return OrganisationService.parse(
                        name, type == null ? "" : type, serviceEndpoint == null ? "" : serviceEndpoint);
            } catch (MalformedInputException e) {
                throw new Problem(ProblemType.INVALID_VALUE, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Who must approve. */
    @Schema(name = "NewWitnesses", description = "Who must approve changes of the DID")
    record Witnesses(
            @Schema(description = "How many of them; 0 with an empty list ends it", minimum = "0")
            int threshold,

            @Schema(description = "did:key with Ed25519 keys") @Nullable
            List<String> witnesses) {
        WebVhWitnesses parse() {
            try {
                return new WebVhWitnesses(
                        threshold,
                        (witnesses == null ? List.<String>of() : witnesses)
                                .stream().map(Did::parse).toList());
            } catch (MalformedDidException e) {
                throw new Problem(ProblemType.INVALID_VALUE, String.valueOf(e.getMessage()));
            }
        }
    }

    /** What is given up. */
    @Schema(name = "Deactivation", description = "What is given up, for ever")
    record Deactivation(
            @Schema(description = "The organisation's DID", required = true) @Nullable
            String did) {}

    private static Problem malformed(String pointer, String expected) {
        return new Problem(ProblemType.MALFORMED_REQUEST, "A member is not in the expected form.")
                .at(pointer, expected);
    }
}
