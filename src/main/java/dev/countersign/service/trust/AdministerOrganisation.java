package dev.countersign.service.trust;

import dev.countersign.did.DidDocument;
import dev.countersign.did.ServiceEndpoint;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhWitnessProofs;
import dev.countersign.did.WebVhWitnesses;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.KeysNotWritableException;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.trust.OrganisationDocument.Rest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What administrators do with the organisation's DID. Each operation is one entry of its log, signed by a key that the entry
 * before promised; with witnesses it takes effect when they have approved it.
 */
@ApplicationScoped
public class AdministerOrganisation {
    private final ExtendOrganisationLog extend;
    private final OrganisationDocument document;
    private final OrganisationDid organisation;
    private final KeySuccession succession;
    private final Clock clock;

    AdministerOrganisation(
            ExtendOrganisationLog extend,
            OrganisationDocument document,
            OrganisationDid organisation,
            KeySuccession succession,
            Clock clock) {
        this.extend = extend;
        this.document = document;
        this.organisation = organisation;
        this.succession = succession;
        this.clock = clock;
    }

    /**
     * Replaces keys in good time: the new ones are shown now, sign when nobody can remember a document without them any
     * more, and the old ones stay good.
     *
     * @param uses one at least; each with a place in the DID document
     */
    public void rotate(Set<KeyUse> uses, String by) {
        requireShown(uses);
        changed(
                "keys rotated: " + labels(uses),
                by,
                cause -> extend.extend(
                        head -> successors(head, succession.announce(uses, EstablishOrganisation.TTL)), cause));
    }

    /**
     * Replaces keys that somebody else may have: they leave the document, what they sign from then on counts for nothing,
     * what they signed before is still good, and new ones sign at once.
     *
     * @param uses one at least; each with a place in the DID document
     * @param since from when on somebody may have had them; not in the future
     */
    public void replaceCompromised(Set<KeyUse> uses, Instant since, String by) {
        requireShown(uses);
        if (since.isAfter(clock.instant())) {
            throw new Problem(ProblemType.INVALID_VALUE, "Nothing is compromised in the future.")
                    .at("/compromised_since", "a time that has passed");
        }
        changed(
                "keys compromised: " + labels(uses),
                by,
                cause -> extend.extend(
                        head -> {
                            succession.withdraw(uses, since, cause);
                            return successors(head, succession.announce(uses, Duration.ZERO));
                        },
                        cause));
    }

    /** Adds a service, or replaces the one of the same name. */
    public void putService(OrganisationService service, String by) {
        changed(
                "service set: " + service.name(),
                by,
                cause -> extend.extend(
                        head -> ExtendOrganisationLog.Extension.of(
                                WebVhChange.nothing().document(rewritten(head, rest -> {
                                    List<ServiceEndpoint> services = new ArrayList<>(rest.services());
                                    services.removeIf(known ->
                                            OrganisationDocument.fragment(known).equals(service.name()));
                                    services.add(service.toEndpoint());
                                    return rest.with(services);
                                }))),
                        cause));
    }

    /**
     * Removes a service.
     *
     * @throws Problem not-found when there is none of this name
     */
    public void removeService(String name, String by) {
        changed(
                "service removed: " + name,
                by,
                cause -> extend.extend(
                        head -> ExtendOrganisationLog.Extension.of(
                                WebVhChange.nothing().document(rewritten(head, rest -> {
                                    List<ServiceEndpoint> services = new ArrayList<>(rest.services());
                                    if (!services.removeIf(known ->
                                            OrganisationDocument.fragment(known).equals(name))) {
                                        throw new Problem(
                                                ProblemType.NOT_FOUND, "The document has no service of this name.");
                                    }
                                    return rest.with(services);
                                }))),
                        cause));
    }

    /** Sets who must approve further entries; nobody when empty. The witnesses of today must approve that. */
    public void setWitnesses(WebVhWitnesses witnesses, String by) {
        changed(
                "witnesses set: " + witnesses.threshold() + " of "
                        + witnesses.witnesses().size(),
                by,
                cause -> extend.extend(
                        head -> ExtendOrganisationLog.Extension.of(
                                WebVhChange.nothing().witnesses(witnesses)),
                        cause));
    }

    /**
     * Takes approvals of witnesses; those that approve nothing that waits are kept and count for nothing.
     *
     * @return whether what waited is published now
     */
    public boolean approve(WebVhWitnessProofs proofs) {
        boolean published = extend.approve(proofs);
        settle();
        return published;
    }

    /** Drops the update that waits for witnesses. */
    public void discardWaiting() {
        extend.discard();
    }

    /** Returns the log with the update that waits for witnesses, as they must see it; empty when none does. */
    public Optional<WebVhLog> waiting() {
        return extend.waiting();
    }

    /**
     * Gives the DID up, for ever: the organisation can ask nobody any more.
     *
     * @param confirmed the DID, so that nobody does it by mistake
     */
    public void deactivate(String confirmed, String by) {
        if (!organisation.did().toString().equals(confirmed)) {
            throw new Problem(ProblemType.INVALID_VALUE, "Deactivation cannot be undone; it names what it ends.")
                    .at("/did", "the organisation's DID");
        }
        changed("deactivated", by, extend::end);
    }

    private void changed(String reason, String by, Consumer<OrganisationLog.Cause> operation) {
        try {
            operation.accept(new OrganisationLog.Cause(reason, by, clock.instant()));
        } catch (KeysNotWritableException e) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT,
                    "This node cannot write the keyset. Change the DID at a node with a writable copy of it, then give the"
                            + " changed file to all nodes.");
        }
        settle();
    }

    private void settle() {
        succession.bringDueIntoForce();
        organisation.refresh();
    }

    private ExtendOrganisationLog.Extension successors(
            WebVhLog head, List<ExtendOrganisationLog.Successor> successors) {
        return new ExtendOrganisationLog.Extension(
                WebVhChange.nothing().document(rewritten(head, rest -> rest)), successors);
    }

    private DidDocument rewritten(WebVhLog head, UnaryOperator<Rest> change) {
        return document.of(head.did(), change.apply(Rest.of(head.document())), succession.withdrawn());
    }

    private static void requireShown(Set<KeyUse> uses) {
        Set<KeyUse> hidden = new HashSet<>(uses);
        hidden.removeAll(OrganisationDocument.PURPOSES.keySet());
        if (uses.isEmpty() || !hidden.isEmpty()) {
            throw new Problem(ProblemType.INVALID_VALUE, "These keys are not in the DID document.")
                    .at("/uses", "one or more of issuer, verifier, status_list, receipt");
        }
    }

    private static String labels(Set<KeyUse> uses) {
        return uses.stream()
                .map(KeyUse::label)
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
