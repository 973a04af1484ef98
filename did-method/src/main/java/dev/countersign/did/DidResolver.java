package dev.countersign.did;

import java.util.HashMap;
import java.util.Map;

/** Finds the document of a DID. */
public interface DidResolver {
    /** Returns what became of the DID, at the version asked for. Never throws for anything a DID or a host can contain. */
    Resolution resolve(Did did, ResolutionOptions options);

    /** Returns what became of the newest version. */
    default Resolution resolve(Did did) {
        return resolve(did, ResolutionOptions.LATEST);
    }

    /** Returns a resolver that knows these methods and no others. */
    static DidResolver of(DidMethod... methods) {
        Map<String, DidMethod> known = new HashMap<>();
        for (DidMethod method : methods) {
            if (known.put(method.name(), method) != null) {
                throw new IllegalArgumentException("two methods are called " + method.name());
            }
        }
        return (did, options) -> {
            DidMethod method = known.get(did.method());
            if (method == null) {
                return new Resolution.Failed(
                        ResolutionError.METHOD_NOT_SUPPORTED,
                        "did:" + did.method() + " (expected: one of " + known.keySet() + ")");
            }
            Resolution resolution = method.resolve(did, options);
            // DID Core 5.1.1: whatever the method did, nobody's document passes for another's.
            // Unless the method proved that both are names of one subject: then it says so.
            if (resolution instanceof Resolution.Resolved resolved
                    && !resolved.document()
                            .id()
                            .equals(resolved.documentMetadata().canonicalId().orElse(did))) {
                return new Resolution.Failed(
                        ResolutionError.INVALID_DID_DOCUMENT,
                        "id of the document (expected: the DID that was asked for)");
            }
            return resolution;
        };
    }
}
