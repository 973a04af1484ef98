package dev.countersign.service.issuance;

import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.service.holder.CustomerErased;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.statuslist.ChangeStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Revokes, suspends and reinstates a credential, all its copies together. A revocation is for good. */
@ApplicationScoped
public class ChangeCredential {
    private final IssuedCredentials credentials;
    private final Offers offers;
    private final ChangeStatus statuses;

    ChangeCredential(IssuedCredentials credentials, Offers offers, ChangeStatus statuses) {
        this.credentials = credentials;
        this.offers = offers;
        this.statuses = statuses;
    }

    /**
     * Changes the status; whoever reads the status list after that sees it.
     *
     * @param reason for the bank's own record
     * @throws Problem {@code state-conflict} when it was revoked, {@code not-found} when there is none
     */
    @Transactional
    public IssuedCredential change(CredentialId id, CredentialStatus status, Optional<String> reason) {
        IssuedCredential before = find(id);
        if (!credentials.change(id, status, reason)) {
            if (before.status() == CredentialStatus.INVALID && status == CredentialStatus.INVALID) {
                return before;
            }
            throw new Problem(ProblemType.STATE_CONFLICT, "The credential is revoked, and that is for good.");
        }
        credentials.places(id).forEach(place -> statuses.change(place, status));
        return find(id);
    }

    private IssuedCredential find(CredentialId id) {
        return credentials
                .find(id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such credential."));
    }

    /** A customer who is erased leaves no credential that still holds. */
    @Transactional
    void revokeAll(@Observes CustomerErased erased) {
        credentials
                .standing(erased.customer())
                .forEach(id -> change(id, CredentialStatus.INVALID, Optional.of("customer erased")));
        credentials.forget(erased.customer());
        offers.removeAll(erased.customer());
    }
}
