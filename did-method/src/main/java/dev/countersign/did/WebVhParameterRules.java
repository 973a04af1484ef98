package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of one entry and lays them over those in force (did:webvh 1.0, "Parameters"). */
final class WebVhParameterRules {
    static final String METHOD = "did:webvh:1.0";

    private static final int MAX_ENTRIES = 200;
    private static final long MAX_TTL_SECONDS = 1L << 31;
    private static final Set<String> KNOWN = Set.of(
            "method", "scid", "updateKeys", "nextKeyHashes", "witness", "watchers", "portable", "deactivated", "ttl");

    private WebVhParameterRules() {}

    /** Returns the parameters that the first entry sets; its scid is the caller's to compare. */
    static WebVhParameters first(ObjectNode set) {
        requireKnown(set);
        if (!set.has("method")) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, "method: missing (expected: in the first entry)");
        }
        requireMethod(set);
        if (!set.has("updateKeys")) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, "updateKeys: missing (expected: in the first entry)");
        }
        return over(WebVhParameters.DEFAULT, set, flag(set, "portable", false));
    }

    /** Returns the parameters in force after an entry that is not the first. */
    static WebVhParameters later(WebVhParameters before, ObjectNode set) {
        requireKnown(set);
        requireMethod(set);
        if (set.has("scid")) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, "scid (expected: in the first entry only)");
        }
        boolean portable = flag(set, "portable", before.portable());
        if (portable && set.has("portable")) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, "portable: true (expected: in the first entry only)");
        }
        if (before.preRotation()) {
            requirePromisedKeys(before, set);
        }
        return over(before, set, portable);
    }

    private static WebVhParameters over(WebVhParameters before, ObjectNode set, boolean portable) {
        return new WebVhParameters(
                texts(set, "updateKeys", before.updateKeys()),
                texts(set, "nextKeyHashes", before.nextKeyHashes()),
                set.has("witness") ? witnesses(set.get("witness")) : before.witnesses(),
                watchers(set, before.watchers()),
                portable,
                flag(set, "deactivated", before.deactivated()),
                ttl(set, before.ttlSeconds()));
    }

    private static void requireKnown(ObjectNode set) {
        for (Iterator<String> names = set.fieldNames(); names.hasNext(); ) {
            if (!KNOWN.contains(names.next())) {
                throw new WebVhRefusal(WebVhFault.UNKNOWN_PARAMETER, "parameter (expected: one of " + KNOWN + ")");
            }
        }
    }

    private static void requireMethod(ObjectNode set) {
        if (set.has("method") && !METHOD.equals(set.get("method").textValue())) {
            throw new WebVhRefusal(WebVhFault.METHOD_VERSION, "method (expected: " + METHOD + ")");
        }
    }

    // "Pre-Rotation Key Hash Generation and Verification", steps 1 to 4.
    private static void requirePromisedKeys(WebVhParameters before, ObjectNode set) {
        if (!set.path("updateKeys").isArray() || !set.path("nextKeyHashes").isArray()) {
            throw new WebVhRefusal(
                    WebVhFault.PRE_ROTATION, "updateKeys, nextKeyHashes (expected: both, while keys are pre-rotated)");
        }
        for (String key : texts(set, "updateKeys", List.of())) {
            if (!before.nextKeyHashes().contains(Multihash.ofAscii(key))) {
                throw new WebVhRefusal(
                        WebVhFault.PRE_ROTATION, "updateKeys (expected: keys that the former entry promised)");
            }
        }
    }

    private static WebVhWitnesses witnesses(JsonNode value) {
        if (value.isNull() || (value.isObject() && value.isEmpty())) {
            return WebVhWitnesses.NONE;
        }
        JsonNode threshold = value.path("threshold");
        JsonNode list = value.path("witnesses");
        if (!value.isObject() || value.size() != 2 || !threshold.isInt() || !list.isArray() || list.isEmpty()) {
            throw new WebVhRefusal(WebVhFault.WITNESS_LIST, "witness (expected: {} or threshold and witnesses)");
        }
        try {
            List<Did> witnesses = new ArrayList<>();
            for (JsonNode witness : list) {
                witnesses.add(Did.parse(Json.text(witness.get("id"), "did:webvh: id of a witness")));
            }
            return new WebVhWitnesses(threshold.intValue(), witnesses);
        } catch (MalformedDidException e) {
            throw new WebVhRefusal(WebVhFault.WITNESS_LIST, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> watchers(ObjectNode set, List<String> before) {
        List<String> watchers = texts(set, "watchers", before);
        for (String watcher : watchers) {
            try {
                if (!new URI(watcher).isAbsolute()) {
                    throw new WebVhRefusal(WebVhFault.PARAMETER, "watchers (expected: absolute URLs)");
                }
            } catch (URISyntaxException e) {
                throw new WebVhRefusal(WebVhFault.PARAMETER, "watchers (expected: absolute URLs)");
            }
        }
        return watchers;
    }

    // Early logs wrote null for the default; it is read as that and never written.
    private static List<String> texts(ObjectNode set, String name, List<String> before) {
        JsonNode value = set.get(name);
        if (value == null) {
            return before;
        }
        if (value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > MAX_ENTRIES) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, name + " (expected: a list of at most " + MAX_ENTRIES + ")");
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode text : value) {
            if (!text.isTextual()) {
                throw new WebVhRefusal(WebVhFault.PARAMETER, name + " (expected: a list of strings)");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    private static boolean flag(ObjectNode set, String name, boolean before) {
        JsonNode value = set.get(name);
        if (value == null) {
            return before;
        }
        if (!value.isBoolean() && !value.isNull()) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, name + " (expected: true or false)");
        }
        return value.booleanValue();
    }

    private static long ttl(ObjectNode set, long before) {
        @Nullable JsonNode value = set.get("ttl");
        if (value == null) {
            return before;
        }
        if (value.isNull()) {
            return WebVhParameters.DEFAULT_TTL_SECONDS;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > MAX_TTL_SECONDS) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, "ttl (expected: 0 to " + MAX_TTL_SECONDS + " seconds)");
        }
        return value.longValue();
    }
}
