package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What SD-JWT VC demands beyond RFC 9901 (draft-ietf-oauth-sd-jwt-vc section 3.2). */
final class SdJwtVcRules {
    /** Claims that must not be selectively disclosable, nor anything in them (section 3.2.2.2). */
    static final Set<String> NEVER_DISCLOSABLE =
            Set.of("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "aka_vcts");

    private SdJwtVcRules() {}

    /** Judges header and payload before anything was disclosed; empty when they keep the rules. */
    static Optional<Verification.Rejected<VerifiedCredential>> broken(SdJwt credential) {
        // 3.2.1: typ is required and has one value.
        if (!credential.issuerJwt().type().filter(SdJwtVc.TYPE::equals).isPresent()) {
            return rejected(RejectionReason.WRONG_TYPE, "SD-JWT VC 3.2.1: typ (expected: dc+sd-jwt)");
        }
        ObjectNode payload = credential.sharedPayload();
        JsonNode vct = payload.get(SdJwtVc.VCT);
        if (vct == null || !vct.isTextual() || vct.textValue().isEmpty()) {
            return claimInvalid("3.2.2.1: vct (expected: a string)");
        }
        if (payload.has("iss") && !payload.get("iss").isTextual()) {
            return claimInvalid("3.2.2.2: iss (expected: a string)");
        }
        if (payload.has("status") && !payload.get("status").isObject()) {
            return claimInvalid("3.2.2.2: status (expected: an object)");
        }
        if (payload.has(SdJwtVc.AKA_VCTS) && !areFurtherTypes(payload.get(SdJwtVc.AKA_VCTS), vct)) {
            return claimInvalid("3.2.2.2: aka_vcts (expected: an array of types other than vct)");
        }
        for (String name : NEVER_DISCLOSABLE) {
            JsonNode claim = payload.get(name);
            if (claim != null && claim.isContainerNode() && holdsDigests(claim)) {
                return claimInvalid("3.2.2.2: digests in a claim that must not be selectively disclosed");
            }
        }
        return Optional.empty();
    }

    private static boolean areFurtherTypes(JsonNode types, JsonNode vct) {
        Set<String> seen = new HashSet<>();
        seen.add(vct.textValue());
        for (JsonNode type : types) {
            if (!type.isTextual() || type.textValue().isEmpty() || !seen.add(type.textValue())) {
                return false;
            }
        }
        return types.isArray() && !types.isEmpty();
    }

    private static boolean holdsDigests(JsonNode value) {
        if (value.has(Rfc9901.SD) || value.has(Rfc9901.ELLIPSIS)) {
            return true;
        }
        for (JsonNode child : value) {
            if (child.isContainerNode() && holdsDigests(child)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Verification.Rejected<VerifiedCredential>> claimInvalid(String detail) {
        return rejected(RejectionReason.CLAIM_INVALID, "SD-JWT VC " + detail);
    }

    private static Optional<Verification.Rejected<VerifiedCredential>> rejected(RejectionReason reason, String detail) {
        return Optional.of(new Verification.Rejected<>(reason, detail));
    }
}
