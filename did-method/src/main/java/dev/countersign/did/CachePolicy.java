package dev.countersign.did;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a {@link CachingDidResolver} may keep, and for how long.
 *
 * @param maxEntries most answers that are kept; the longest unused one goes first
 * @param lifetime of a document, and of the news that a DID was given up
 * @param failureLifetime of a failure that asking again may mend; short, so that a host that comes back is seen soon
 * @param lifetimes of documents of some methods, by the method's name; zero means that nothing is kept
 */
public record CachePolicy(
        int maxEntries, Duration lifetime, Duration failureLifetime, Map<String, Duration> lifetimes) {
    /** Checks the bounds, and copies the map. */
    public CachePolicy {
        if (maxEntries < 1 || lifetime.isNegative() || failureLifetime.isNegative()) {
            throw new IllegalArgumentException("cache policy (expected: an entry or more, and no negative lifetime)");
        }
        lifetimes = Map.copyOf(lifetimes);
    }

    /** Returns a policy that keeps nothing of did:key and did:jwk, which are made from the DID faster than found. */
    public static CachePolicy of(int maxEntries, Duration lifetime, Duration failureLifetime) {
        return new CachePolicy(
                maxEntries, lifetime, failureLifetime, Map.of("key", Duration.ZERO, "jwk", Duration.ZERO));
    }

    /** Returns the same policy with another lifetime for the documents of one method. */
    public CachePolicy with(String method, Duration lifetimeOfMethod) {
        Map<String, Duration> more = new HashMap<>(lifetimes);
        more.put(method, lifetimeOfMethod);
        return new CachePolicy(maxEntries, lifetime, failureLifetime, more);
    }

    /** Returns how long an answer about a DID may be kept. */
    public Duration lifetime(Did did, Resolution resolution) {
        Duration ofMethod = lifetimes.getOrDefault(did.method(), lifetime);
        if (!(resolution instanceof Resolution.Failed failed)) {
            return ofMethod;
        }
        // What the DID itself decides is decided again for nothing; kept, it would let strangers push documents out.
        // INVALID_DID is what did:webvh says of a wrong log, which costs a fetch.
        boolean fetched = failed.error().mayPass() || failed.error() == ResolutionError.INVALID_DID;
        return fetched && !ofMethod.isZero() ? failureLifetime : Duration.ZERO;
    }
}
