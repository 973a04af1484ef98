package dev.countersign.service.trust;

import dev.countersign.did.ProofSigner;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhController;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhVerification;
import dev.countersign.did.WebVhWitnessProofs;
import dev.countersign.service.platform.ControlKeys;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds entries to the log of our DID. Each is signed by the key that the entry before promised, and promises the next: a
 * thief of today's key cannot choose tomorrow's. An entry that needs witnesses waits for them, and no other is made
 * meanwhile.
 */
@ApplicationScoped
class ExtendOrganisationLog {
    private final OrganisationLog log;
    private final OrganisationHistory history;
    private final ControlKeys control;
    private final WebVhController controller;
    private final Clock clock;

    ExtendOrganisationLog(
            OrganisationLog log, OrganisationHistory history, ControlKeys control, PublicUrl publicUrl, Clock clock) {
        this.log = log;
        this.history = history;
        this.control = control;
        this.clock = clock;
        WebVhController strict = new WebVhController(clock);
        this.controller = publicUrl.development() ? strict.allowingLoopbackHttp() : strict;
    }

    /**
     * What an entry changes, and what follows from it.
     *
     * @param successors keys that it shows first, and how long after its publication they sign
     */
    record Extension(WebVhChange change, List<Successor> successors) {
        static Extension of(WebVhChange change) {
            return new Extension(change, List.of());
        }
    }

    /** A key that an entry shows first. */
    record Successor(KeyUse use, String keyId, Duration delay) {}

    /** Makes the first entry. */
    @Transactional(Transactional.TxType.MANDATORY)
    void begin(Function<Signers, WebVhLog> first, OrganisationLog.Cause cause) {
        // Two are there from the first start: the older begins, the newer is promised.
        List<KeyPair> pairs = control.all();
        KeyPair beginning = pairs.get(pairs.size() - 1);
        WebVhLog begun = first.apply(new Signers(controller, beginning, next(beginning)));
        append(Optional.empty(), begun, cause);
        log.publish(clock.instant());
    }

    /** With what an entry is made. */
    record Signers(WebVhController controller, KeyPair current, KeyPair next) {
        ProofSigner signer() {
            return ProofSigner.of(current);
        }

        WebVhChange keys(WebVhChange change) {
            return change.updateKeys(List.of(current.getPublic())).nextKeys(List.of(next.getPublic()));
        }
    }

    /**
     * Adds an entry, and publishes it unless it must wait for witnesses.
     *
     * @param extension from what is published now
     * @throws Problem state-conflict when an entry waits already, or the DID was given up
     */
    @Transactional
    void extend(Function<WebVhLog, Extension> extension, OrganisationLog.Cause cause) {
        WebVhLog head = lockedHead();
        Extension asked = extension.apply(head);
        KeyPair current = promised(head);
        Signers signers = new Signers(controller, current, next(current));
        WebVhLog longer = controller.update(head, signers.keys(asked.change()), signers.signer());
        append(Optional.of(head), longer, cause);
        for (Successor successor : asked.successors()) {
            log.addSuccessor(new OrganisationLog.Successor(
                    successor.use(), successor.keyId(), longer.versionNumber(), successor.delay()));
        }
        publishIfWitnessed(longer);
    }

    /**
     * Gives the DID up, for ever.
     *
     * @throws Problem as {@link #extend}
     */
    @Transactional
    void end(OrganisationLog.Cause cause) {
        WebVhLog head = lockedHead();
        WebVhLog ended = controller.deactivate(head, ProofSigner.of(promised(head)));
        append(Optional.of(head), ended, cause);
        publishIfWitnessed(ended);
    }

    /**
     * Takes approvals of witnesses, and publishes what waits when there are enough.
     *
     * @return whether something was published
     * @throws Problem state-conflict when nothing waits
     */
    @Transactional
    boolean approve(WebVhWitnessProofs proofs) {
        log.lock();
        WebVhLog waiting = waiting()
                .orElseThrow(() -> new Problem(ProblemType.STATE_CONFLICT, "No entry waits for its witnesses."));
        WebVhWitnessProofs all = history.witnessProofs().and(proofs);
        log.saveWitnessFile(new String(all.toJson(), StandardCharsets.UTF_8));
        return publishIfWitnessed(waiting);
    }

    /**
     * Drops what waits for witnesses; nobody has seen it but they.
     *
     * @throws Problem state-conflict when nothing waits
     */
    @Transactional
    void discard() {
        log.lock();
        if (OrganisationHistory.published(log.entries()).size() == log.entries().size()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "No entry waits for its witnesses.");
        }
        log.discardWaiting();
    }

    /** Returns the log with what waits for witnesses; empty when nothing does. */
    @Transactional
    Optional<WebVhLog> waiting() {
        List<OrganisationLog.Entry> entries = log.entries();
        if (OrganisationHistory.published(entries).size() == entries.size()) {
            return Optional.empty();
        }
        return Optional.of(unwitnessed(OrganisationHistory.jsonl(entries)));
    }

    private WebVhLog unwitnessed(byte[] jsonl) {
        WebVhVerification verification = WebVhLog.verifyEntries(jsonl, clock);
        if (verification instanceof WebVhVerification.Verified good) {
            return good.log();
        }
        throw new IllegalStateException("the entry that waits was good when it was made");
    }

    private WebVhLog lockedHead() {
        log.lock();
        List<OrganisationLog.Entry> entries = log.entries();
        if (OrganisationHistory.published(entries).size() < entries.size()) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT,
                    "An update of the DID waits for its witnesses. Send their proofs, or discard it.");
        }
        WebVhLog head = history.read(Optional.empty()).orElseThrow().log();
        if (head.parameters().deactivated()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The DID was deactivated: nothing can change it any more.");
        }
        return head;
    }

    private KeyPair promised(WebVhLog head) {
        return control.all().stream()
                .filter(pair -> head.parameters().promises(pair.getPublic()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The keyset lacks the key that the log of the DID promised. Restore the keyset of the same time"
                                + " as the database."));
    }

    // Not a new one each time: an update that failed left one that nobody has seen.
    private KeyPair next(KeyPair current) {
        KeyPair newest = control.all().get(0);
        return newest.getPublic().equals(current.getPublic()) ? control.add() : newest;
    }

    private void append(Optional<WebVhLog> head, WebVhLog longer, OrganisationLog.Cause cause) {
        String[] lines = new String(longer.toJsonl(), StandardCharsets.UTF_8).split("\n", -1);
        for (int version = head.map(WebVhLog::versionNumber).orElse(0) + 1;
                version <= longer.versionNumber();
                version++) {
            log.append(version, lines[version - 1], cause);
        }
    }

    private boolean publishIfWitnessed(WebVhLog longer) {
        boolean witnessed = longer.isWitnessed(history.witnessProofs());
        if (witnessed) {
            log.publish(clock.instant());
        }
        return witnessed;
    }
}
