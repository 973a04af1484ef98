package dev.countersign.protocol.statuslist;

import java.net.URI;
import java.time.Duration;

/**
 * Where status lists come from: fetched and verified, or remembered for as long as they may be.
 *
 * <p>An implementation returns only tokens whose signature it verified with the key of somebody it trusts for this
 * list, whose subject is the URI asked for, and which may still be used. It never throws for what a server answers.
 */
public interface StatusLists {
    /** Finds the list at a URI. */
    Lookup find(URI list);

    /** What came of it. */
    sealed interface Lookup {}

    /** The list, usable now. */
    record Found(VerifiedStatusListToken token) implements Lookup {}

    /**
     * It cannot be had now, or what was had proves nothing. Neither valid nor revoked follows.
     *
     * @param retryAfter when asking again makes sense
     */
    record Unavailable(Duration retryAfter) implements Lookup {}
}
