package dev.countersign.wallet;

import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.ClientIdPrefix;
import java.util.List;
import java.util.Optional;

/**
 * Where enrolments are kept. Durable when {@link #save} returns.
 *
 * <p>As {@link VerifierTrust} it knows the organisations this wallet is enrolled with, by their DID, and nobody else.
 */
public interface Enrolments extends VerifierTrust {
    /** Returns all, the oldest first. */
    List<Enrolment> all();

    /** Saves a new enrolment; it takes the place of one with the same organisation. */
    void save(Enrolment enrolment);

    /** Returns the enrolment with the organisation of this DID; it may have had it before, or have it now. */
    default Optional<Enrolment> with(String did) {
        return all().stream()
                .filter(enrolment -> enrolment.isWith(did)
                        || OrganisationNames.succeeds(
                                did, enrolment.organisation().did()))
                .findFirst();
    }

    @Override
    default Optional<Organisation> find(ClientId verifier) {
        return verifier.prefix() == ClientIdPrefix.DECENTRALIZED_IDENTIFIER
                ? all().stream()
                        .filter(enrolment -> enrolment.isWith(verifier.original()))
                        .map(Enrolment::organisation)
                        .findFirst()
                : Optional.empty();
    }
}
