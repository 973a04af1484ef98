package dev.countersign.wallet;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifiedInclusion;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.wallet.ReceiptPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Fetches the receipts of what was answered, checks that they say what was shown and that they are in the organisation's log, and
 * keeps them with all that it takes to show that to anybody.
 */
public final class Receipts {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final OrganisationLine line;
    private final WalletPorts ports;
    private final ReceiptSignature signature;
    private final LogWatch watch;
    private final ReceiptProofs proofs;

    Receipts(OrganisationLine line, WalletPorts ports, ReceiptSignature signature, LogWatch watch) {
        this.line = line;
        this.ports = ports;
        this.signature = signature;
        this.watch = watch;
        this.proofs = new ReceiptProofs(line, ports.records(), signature, watch);
    }

    /**
     * Fetches and checks the receipt of one challenge, and its proof if there is one already; see {@link #prove}.
     *
     * @return the record with its receipt; empty when there is no such record, or no receipt yet
     * @throws IOException when the organisation does not answer, or its key cannot be had now
     */
    public Optional<ConsentRecord> fetch(String challenge) throws IOException {
        Optional<ConsentRecord> record = ports.records().find(challenge);
        Optional<Counterpart> counterpart = record.flatMap(this::counterpart);
        if (!record.isPresent() || !counterpart.isPresent()) {
            return Optional.empty();
        }
        Enrolment enrolment = counterpart.get().enrolment();
        Reply reply = line.send(
                Request.get(enrolment.endpoint("receipts?challenge=" + challenge)),
                counterpart.get().key());
        if (!reply.succeeded()) {
            throw new IOException("receipts: status " + reply.status());
        }
        Optional<ReceiptPage.Item> item = page(reply).items().stream()
                .filter(candidate -> candidate.challenge().equals(challenge))
                .findFirst();
        if (!item.isPresent()) {
            return Optional.empty();
        }
        String compact = item.get().receipt();
        if (record.get()
                .receipt()
                .filter(known -> known.compact().equals(compact))
                .isPresent()) {
            return Optional.of(provenIfPossible(record.get(), counterpart.get()));
        }
        ConsentRecord kept = record.get().with(examine(compact, record.get(), enrolment));
        ports.records().save(kept);
        return Optional.of(provenIfPossible(kept, counterpart.get()));
    }

    /** The receipt counts without its proof, which comes later anyway. */
    private ConsentRecord provenIfPossible(ConsentRecord record, Counterpart counterpart) {
        try {
            return proofs.prove(record, counterpart);
        } catch (IOException e) {
            return record;
        }
    }

    /**
     * Fetches the proof that the receipt of one challenge is in the organisation's log, and keeps it when it holds and the log is
     * what it was or grew out of it. Ask again while {@link #standing} is {@link LogStanding.Waiting}: it takes seconds.
     *
     * @return the record; empty when there is no such record
     * @throws IOException when the organisation does not answer
     */
    public Optional<ConsentRecord> prove(String challenge) throws IOException {
        Optional<ConsentRecord> record = ports.records().find(challenge);
        Optional<Counterpart> counterpart = record.flatMap(this::counterpart);
        return record.isPresent() && counterpart.isPresent()
                ? Optional.of(proofs.prove(record.get(), counterpart.get()))
                : record;
    }

    /**
     * Looks whether the logs of the organisations that this wallet has receipts of only grew. Do it now and then, whether or not
     * there is a new receipt.
     *
     * @return what is known now of each
     */
    public List<KnownLog> look() {
        return ports.enrolments().all().stream()
                .map(enrolment -> watch.look(OrganisationLog.addressFor(enrolment.base())))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .distinct()
                .collect(Collectors.toList());
    }

    /** Returns where the receipt of a record stands in the log, by what this wallet knows already; asks nobody. */
    public LogStanding standing(ConsentRecord record) {
        Optional<KeptReceipt.Logged> logged = record.receipt().flatMap(KeptReceipt::logged);
        if (!logged.isPresent()) {
            return new LogStanding.NotLogged();
        }
        OptionalLong index = record.receipt().get().logIndex();
        Instant since = logged.get().since();
        return ports.enrolments()
                .with(record.organisation().did())
                .map(enrolment -> watch.standing(OrganisationLog.addressFor(enrolment.base()), since, index))
                .orElseGet(() -> watch.unwatched(since, index));
    }

    /**
     * Verifies a kept receipt once more, from its signature to its place in the log, by what is kept and without the network.
     *
     * @return undecided while there is no proof
     */
    public Verification<VerifiedInclusion> verify(ConsentRecord record) {
        Optional<KeptReceipt> kept = record.receipt();
        Optional<Enrolment> enrolment =
                ports.enrolments().with(record.organisation().did());
        if (!kept.isPresent() || !enrolment.isPresent()) {
            return Verification.undecided(Dependency.LOG, RETRY_AFTER);
        }
        return signature.byDocuments(kept.get(), enrolment.get()).then(receipt -> verify(receipt, record, kept.get()));
    }

    private Verification<VerifiedInclusion> verify(ConsentReceipt receipt, ConsentRecord record, KeptReceipt kept) {
        if (!says(receipt, record)) {
            return Verification.rejected(
                    RejectionReason.CLAIM_INVALID, "receipt (expected: what was shown and answered)");
        }
        Optional<LogEntry> entry = receipt.logEntry();
        Optional<KeptReceipt.Proof> proof = kept.logged().flatMap(KeptReceipt.Logged::proof);
        if (!entry.isPresent() || !proof.isPresent()) {
            return Verification.undecided(Dependency.LOG, RETRY_AFTER);
        }
        try {
            return TlogProof.parse(proof.get().text().getBytes(StandardCharsets.UTF_8))
                    .verify(
                            entry.get().bytes(),
                            watch.policy(receipt.logged().get().log()));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, "proof (expected: a tlog-proof)");
        }
    }

    /**
     * Returns the receipt of one challenge with all that shows that it is right, as one file that anybody can verify without this
     * wallet and without the organisation; a wrong receipt too, for it is evidence. Its name is {@link ReceiptFile#NAME}.
     *
     * @return empty when there is no receipt
     */
    public Optional<ReceiptFile> export(String challenge) {
        return ports.records().find(challenge).flatMap(record -> record.receipt()
                .map(kept -> file(record, kept)));
    }

    private ReceiptFile file(ConsentRecord record, KeptReceipt kept) {
        Optional<String> proof =
                kept.logged().flatMap(KeptReceipt.Logged::proof).map(KeptReceipt.Proof::text);
        return new ReceiptFile(
                kept.compact(), kept.organisation(), record.context().purpose(), logKey(kept), proof);
    }

    /** What the receipt says, believed or not: the file is for those who verify it. */
    private static Optional<VerifierKey> logKey(KeptReceipt kept) {
        try {
            String key =
                    Jws.parse(kept.compact()).claims().path("log").path("key").asText("");
            return key.isEmpty() ? Optional.empty() : Optional.of(VerifierKey.parse(key));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    private Optional<Counterpart> counterpart(ConsentRecord record) {
        return ports.enrolments()
                .with(record.organisation().did())
                .flatMap(enrolment -> ports.keys().find(enrolment.key()).map(key -> new Counterpart(enrolment, key)));
    }

    private static ReceiptPage page(Reply reply) throws IOException {
        try {
            return ReceiptPage.parse(reply.json());
        } catch (MalformedInputException e) {
            throw new IOException("receipts: not a page of receipts", e);
        }
    }

    private KeptReceipt examine(String compact, ConsentRecord record, Enrolment enrolment) throws IOException {
        ReceiptSignature.Judged judged = signature.byNetwork(compact, enrolment);
        if (judged.judgement() instanceof Verification.Undecided) {
            throw new IOException("receipts: the organisation's key cannot be had now");
        }
        Optional<ConsentReceipt> right =
                ReceiptSignature.verified(judged.judgement()).filter(receipt -> says(receipt, record));
        return new KeptReceipt(
                compact,
                right.isPresent() ? KeptReceipt.Finding.MATCHES : KeptReceipt.Finding.DIFFERS,
                judged.organisation(),
                right.filter(receipt -> receipt.logged().isPresent())
                        .map(receipt -> new KeptReceipt.Logged(receipt.issuedAt(), Optional.empty())));
    }

    /** Whether a receipt says what this wallet showed and sent. */
    private static boolean says(ConsentReceipt receipt, ConsentRecord record) {
        return receipt.challenge().equals(record.challenge())
                && receipt.purpose().name().equals(record.context().purpose().name())
                && receipt.purpose().version() == record.context().purpose().version()
                && receipt.textsSha256().equals(record.context().purpose().textsSha256())
                && receipt.answered().name().equals(record.answer().kind().name())
                && sameSet(receipt.disclosed(), askedAndDisclosed(record))
                && (record.answer().keys().isEmpty() || record.answer().keys().contains(receipt.holderKeyThumbprint()));
    }

    /** What the Issuer always discloses was shown too, but nobody asked for it: a receipt does not list it. */
    private static List<ClaimPath> askedAndDisclosed(ConsentRecord record) {
        return record.answer().disclosed().stream()
                .filter(record.asked()::contains)
                .collect(Collectors.toList());
    }

    private static boolean sameSet(Collection<?> one, Collection<?> other) {
        return new HashSet<>(one).equals(new HashSet<>(other));
    }
}
