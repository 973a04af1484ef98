package dev.countersign.did;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a resolver remembers the logs that it verified. Losing them costs time, and the memory of what was seen: a host
 * that takes entries back is then not noticed.
 */
public interface WebVhPrefixes {
    /** Returns what is remembered of the log of this DID. */
    Optional<WebVhPrefix> find(Did did);

    /** Remembers a verified log; one with fewer entries than what is remembered never comes here. */
    void keep(Did did, WebVhPrefix prefix);

    /** Returns a memory that forgets everything at once. */
    static WebVhPrefixes none() {
        return new WebVhPrefixes() {
            @Override
            public Optional<WebVhPrefix> find(Did did) {
                return Optional.empty();
            }

            @Override
            public void keep(Did did, WebVhPrefix prefix) {}
        };
    }

    /**
     * Returns a memory for several threads that forgets the DID longest not asked for.
     *
     * @param maxDids how many it remembers
     */
    static WebVhPrefixes inMemory(int maxDids) {
        Map<Did, WebVhPrefix> prefixes = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Did, WebVhPrefix> eldest) {
                return size() > maxDids;
            }
        };
        return new WebVhPrefixes() {
            @Override
            public Optional<WebVhPrefix> find(Did did) {
                synchronized (prefixes) {
                    return Optional.ofNullable(prefixes.get(did));
                }
            }

            @Override
            public void keep(Did did, WebVhPrefix prefix) {
                synchronized (prefixes) {
                    prefixes.merge(did, prefix, (old, young) -> young.entries() >= old.entries() ? young : old);
                }
            }
        };
    }
}
