package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts disclosures where their digests stand: RFC 9901 section 7.1 steps 3 to 5.
 *
 * <p>The signature of the payload is somebody else's business, and comes first.
 */
final class ProcessedPayload {
    private final Map<String, Disclosure> unreferenced;
    private final Set<String> encountered = new HashSet<>();
    private final Set<String> neverDisclosable;
    private Verification.@Nullable Rejected<ObjectNode> rejected;

    private ProcessedPayload(Map<String, Disclosure> byDigest, Set<String> neverDisclosable) {
        this.unreferenced = byDigest;
        this.neverDisclosable = neverDisclosable;
    }

    /**
     * Returns the processed payload, or a refusal.
     *
     * @param neverDisclosable names that a disclosure must not have at the top level
     */
    static Verification<ObjectNode> of(SdJwt sdJwt, Set<String> neverDisclosable) {
        DigestAlgorithm algorithm = DigestAlgorithm.of(sdJwt.sharedPayload()).orElse(null);
        // 7.1 step 2.d
        if (algorithm == null) {
            return Verification.rejected(RejectionReason.ALGORITHM_NOT_ALLOWED, "RFC 9901 7.1 step 2.d: _sd_alg");
        }
        // Step 3.a: hash every disclosure as it was received.
        MessageDigest digest = algorithm.newDigest();
        Map<String, Disclosure> byDigest = new HashMap<>();
        for (Disclosure disclosure : sdJwt.disclosures()) {
            if (byDigest.put(DigestAlgorithm.digest(digest, disclosure.encoded()), disclosure) != null) {
                return Verification.rejected(
                        RejectionReason.DISCLOSURE_INVALID, "RFC 9901 7.1 step 5: a disclosure twice");
            }
        }
        ProcessedPayload processing = new ProcessedPayload(byDigest, neverDisclosable);
        ObjectNode payload = sdJwt.sharedPayload().deepCopy();
        // Step 3.f, done first: below, this name is nowhere else allowed.
        payload.remove(Rfc9901.SD_ALG);
        processing.object(payload, 1);
        // Step 5
        if (!processing.unreferenced.isEmpty()) {
            processing.refuse("step 5: a disclosure whose digest is nowhere");
        }
        return processing.rejected != null ? processing.rejected : Verification.verified(payload);
    }

    /** Steps 3.b to 3.e for an object and everything in it. */
    private void object(ObjectNode object, int depth) {
        JsonNode digests = object.remove(Rfc9901.SD);
        if (object.has(Rfc9901.ELLIPSIS) || object.has(Rfc9901.SD_ALG)) {
            refuse("step 3.b: a reserved name");
        }
        if (depth > Json.MAX_DEPTH) {
            refuse("step 3.c: nested deeper than " + Json.MAX_DEPTH);
        }
        if (rejected != null) {
            return;
        }
        for (JsonNode member : object) {
            value(member, depth);
        }
        if (digests == null) {
            return;
        }
        if (!digests.isArray()) {
            refuse("step 3.b.i: _sd is not an array");
        }
        for (JsonNode digest : digests) {
            Disclosure disclosure = disclosureOf(digest);
            if (disclosure != null) {
                insert(object, disclosure, depth);
            }
        }
    }

    /** Step 3.c.ii */
    private void insert(ObjectNode object, Disclosure disclosure, int depth) {
        String name = disclosure.name().orElse(null);
        if (name == null) {
            refuse("step 3.c.ii.1: an array element's disclosure in _sd");
        } else if (name.equals(Rfc9901.SD) || name.equals(Rfc9901.ELLIPSIS) || name.equals(Rfc9901.SD_ALG)) {
            refuse("step 3.c.ii.2: a reserved name");
        } else if (depth == 1 && neverDisclosable.contains(name)) {
            refuse(RejectionReason.CLAIM_INVALID, "SD-JWT VC 3.2.2.2: a claim that must not be selectively disclosed");
        } else if (object.has(name)) {
            refuse("step 3.c.ii.3: the name is already there");
        } else {
            JsonNode value = disclosure.value();
            object.set(name, value);
            value(value, depth);
        }
    }

    /** Steps 3.b to 3.d for an array and everything in it. */
    private void array(ArrayNode array, int depth) {
        if (depth > Json.MAX_DEPTH) {
            refuse("step 3.c: nested deeper than " + Json.MAX_DEPTH);
        }
        boolean changed = false;
        List<JsonNode> kept = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (rejected != null) {
                return;
            }
            if (element instanceof ObjectNode object && object.has(Rfc9901.ELLIPSIS)) {
                // Step 3.d: what is not disclosed is not there.
                changed = true;
                replacement(object, depth).ifPresent(kept::add);
            } else {
                value(element, depth);
                kept.add(element);
            }
        }
        if (changed) {
            array.removeAll();
            array.addAll(kept);
        }
    }

    /** Step 3.c.iii */
    private Optional<JsonNode> replacement(ObjectNode digestElement, int depth) {
        if (digestElement.size() != 1) {
            refuse("step 3.b.ii: a member beside ...");
        }
        Disclosure disclosure = disclosureOf(digestElement.get(Rfc9901.ELLIPSIS));
        if (disclosure == null) {
            return Optional.empty();
        }
        if (disclosure.name().isPresent()) {
            refuse("step 3.c.iii.1: a member's disclosure in an array");
        }
        JsonNode value = disclosure.value();
        value(value, depth);
        return Optional.of(value);
    }

    private void value(JsonNode value, int depth) {
        if (value instanceof ObjectNode object) {
            object(object, depth + 1);
        } else if (value instanceof ArrayNode array) {
            array(array, depth + 1);
        }
    }

    /** Step 3.c.i, and step 4 for digests whose disclosure was withheld too. */
    private @Nullable Disclosure disclosureOf(JsonNode digest) {
        if (!digest.isTextual()) {
            refuse("step 3.b: a digest is not a string");
            return null;
        }
        if (!encountered.add(digest.textValue())) {
            refuse("step 4: a digest twice");
            return null;
        }
        return unreferenced.remove(digest.textValue());
    }

    private void refuse(String detail) {
        refuse(RejectionReason.DISCLOSURE_INVALID, "RFC 9901 7.1 " + detail);
    }

    private void refuse(RejectionReason reason, String detail) {
        if (rejected == null) {
            rejected = new Verification.Rejected<>(reason, detail);
        }
    }
}
