package dev.countersign.service.issuance;

import dev.countersign.protocol.openid4vci.NotificationRequest;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.List;
import java.util.Optional;

/** The credentials that we issued. What a method wrote is durable when the caller's transaction commits. */
public interface IssuedCredentials {

    /**
     * A copy and its place in a status list.
     *
     * @param holderKeyThumbprint RFC 7638
     */
    record Copy(String holderKeyThumbprint, StatusReference status) {}

    /**
     * What is stored at issuance.
     *
     * @param notification hash of the id that the wallet reports by
     */
    record Entry(OfferId offer, SecretHash notification, List<Copy> copies) {
        /** Copies the list. */
        public Entry {
            copies = List.copyOf(copies);
        }

        @Override
        public String toString() {
            return "Entry[" + offer + "]";
        }
    }

    /** Adds a credential. */
    void add(IssuedCredential credential, Entry entry);

    /** Finds a credential. */
    Optional<IssuedCredential> find(CredentialId id);

    /** Finds the credential of which this is a copy; empty when it is none of ours, or its customer was erased. */
    Optional<IssuedCredential> find(Copy copy);

    /** Returns a customer's credentials, oldest first. */
    Page<IssuedCredential> of(CustomerId customer, PageRequest asked);

    /** Returns all credentials of a customer that are not revoked. */
    List<CredentialId> standing(CustomerId customer);

    /** Returns the places of all copies. */
    List<StatusReference> places(CredentialId id);

    /** Changes the status unless it is {@link CredentialStatus#INVALID}; false when it is, or there is no such one. */
    boolean change(CredentialId id, CredentialStatus status, Optional<String> reason);

    /** Keeps what the wallet told about what it got with an offer; false when nothing has that notification id. */
    boolean notified(OfferId offer, SecretHash notification, NotificationRequest.Event event);

    /** Forgets whose the customer's credentials were. */
    void forget(CustomerId customer);
}
