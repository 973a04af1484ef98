package dev.countersign.service.platform;

import java.net.URI;
import java.util.Optional;

/**
 * The status lists that we publish ourselves, for those who need them without a detour over the network. At this moment
 * they say what was last stored, on every node.
 */
public interface OwnStatusLists {
    /**
     * Returns the signed Status List Token of this address, compact; empty when it is none of ours.
     *
     * @param list as it stands in a credential; untrusted
     */
    Optional<String> token(URI list);
}
