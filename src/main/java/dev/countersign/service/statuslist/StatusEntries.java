package dev.countersign.service.statuslist;

import dev.countersign.protocol.statuslist.CredentialStatus;
import java.util.Map;
import java.util.Optional;

/**
 * Where lists and their entries are kept. What a method wrote is durable when the caller's transaction commits, unless it
 * says otherwise.
 */
public interface StatusEntries {

    /**
     * A list as it stands.
     *
     * @param size number of places
     * @param version grows with every change of a status
     */
    record State(ListId id, int size, long version) {}

    /** Returns the list that new entries go to; empty when there is none with enough room. */
    Optional<State> open();

    /**
     * Adds an empty list and makes it the open one, unless somebody else did so meanwhile; durable when it returns.
     *
     * @param full the list that has no room any more
     */
    void replace(Optional<ListId> full, State fresh);

    /** Takes a place; false, and nothing is changed, when it is taken. Of two callers at once exactly one gets it. */
    boolean occupy(ListId list, int index);

    /**
     * Sets the status of an entry that was allocated and is not {@link CredentialStatus#INVALID}; false when there is no
     * such entry.
     */
    boolean change(ListId list, int index, CredentialStatus status);

    /** Returns what stands at a place that was allocated. */
    Optional<CredentialStatus> at(ListId list, int index);

    /** Returns a list's state. */
    Optional<State> find(ListId list);

    /** Returns the entries that do not say {@link CredentialStatus#VALID}, by index. */
    Map<Integer, CredentialStatus> exceptions(ListId list);
}
