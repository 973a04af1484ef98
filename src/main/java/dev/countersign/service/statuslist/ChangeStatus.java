package dev.countersign.service.statuslist;

import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Revokes, suspends and reinstates credentials that we issued. */
@ApplicationScoped
public class ChangeStatus {
    private final StatusEntries entries;
    private final ListAddresses addresses;

    ChangeStatus(StatusEntries entries, ListAddresses addresses) {
        this.entries = entries;
        this.addresses = addresses;
    }

    /**
     * Changes what our list says, durable when the caller's transaction commits; whoever reads the list after that sees
     * it. Revoking twice is no change and no error.
     *
     * @param status not {@link CredentialStatus#OTHER}
     */
    @Transactional
    public StatusChange change(StatusReference reference, CredentialStatus status) {
        if (status == CredentialStatus.OTHER) {
            throw new IllegalArgumentException("status: OTHER (expected: VALID, INVALID or SUSPENDED)");
        }
        Optional<ListId> list = addresses.parse(reference.uri());
        if (list.isEmpty()) {
            return StatusChange.UNKNOWN;
        }
        if (entries.change(list.get(), reference.index(), status)) {
            return StatusChange.CHANGED;
        }
        return entries.at(list.get(), reference.index())
                .map(standing -> standing == status ? StatusChange.CHANGED : StatusChange.REVOKED_FOR_GOOD)
                .orElse(StatusChange.UNKNOWN);
    }
}
