package dev.countersign.wallet;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.openid4vp.DidKeys;
import dev.countersign.protocol.wallet.ReceiptPage;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Fetches the receipts of what was answered, checks that they say what was shown, and keeps them. */
public final class Receipts {
    private final OrganisationLine line;
    private final Enrolments enrolments;
    private final ConsentRecords records;
    private final Check check;

    /** What a check needs. */
    record Check(HolderKeys keys, DidKeys didKeys) {}

    Receipts(OrganisationLine line, Enrolments enrolments, ConsentRecords records, Check check) {
        this.line = line;
        this.enrolments = enrolments;
        this.records = records;
        this.check = check;
    }

    /**
     * Fetches and checks the receipt of one challenge.
     *
     * @return the record with its receipt; empty when there is no such record, or no receipt yet
     * @throws IOException when the organisation does not answer, or its key cannot be had now
     */
    public Optional<ConsentRecord> fetch(String challenge) throws IOException {
        Optional<ConsentRecord> record = records.find(challenge);
        Optional<Enrolment> enrolment =
                record.flatMap(found -> enrolments.with(found.organisation().did()));
        Optional<HolderKey> key = enrolment.flatMap(found -> check.keys().find(found.key()));
        if (!record.isPresent() || !enrolment.isPresent() || !key.isPresent()) {
            return Optional.empty();
        }
        Reply reply = line.send(Request.get(enrolment.get().endpoint("receipts?challenge=" + challenge)), key.get());
        if (!reply.succeeded()) {
            throw new IOException("receipts: status " + reply.status());
        }
        Optional<ReceiptPage.Item> item = page(reply).items().stream()
                .filter(candidate -> candidate.challenge().equals(challenge))
                .findFirst();
        if (!item.isPresent()) {
            return Optional.empty();
        }
        ConsentRecord kept = record.get().with(examine(item.get().receipt(), record.get(), enrolment.get()));
        records.save(kept);
        return Optional.of(kept);
    }

    private static ReceiptPage page(Reply reply) throws IOException {
        try {
            return ReceiptPage.parse(reply.json());
        } catch (MalformedInputException e) {
            throw new IOException("receipts: not a page of receipts", e);
        }
    }

    private KeptReceipt examine(String compact, ConsentRecord record, Enrolment enrolment) throws IOException {
        Verification<ConsentReceipt> verified = verify(compact, enrolment);
        if (verified instanceof Verification.Undecided) {
            throw new IOException("receipts: the organisation's key cannot be had now");
        }
        return verified.fold(
                yes -> new KeptReceipt(
                        compact,
                        says(yes.value(), record) ? KeptReceipt.Finding.MATCHES : KeptReceipt.Finding.DIFFERS,
                        OptionalLong.empty()),
                no -> KeptReceipt.wrong(compact),
                later -> KeptReceipt.wrong(compact));
    }

    /** Signed by a key of the organisation's DID, in its name: its DID or its public address. */
    private Verification<ConsentReceipt> verify(String compact, Enrolment enrolment) {
        String did = enrolment.organisation().did();
        try {
            Jws jws = Jws.parse(compact);
            String named = jws.keyId().orElse("");
            String didUrl = named.startsWith("did:") ? named : did + "#" + named;
            String claimed = jws.claims().path("iss").asText("");
            String issuer = isItsAddress(claimed, enrolment) ? claimed : did;
            if (!didUrl.startsWith(did + "#")) {
                return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "receipt: kid is of somebody else");
            }
            return check.didKeys().find(didUrl).then(key -> ConsentReceipt.verify(compact, key, issuer));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, "receipt (expected: a JWS)");
        }
    }

    private static boolean isItsAddress(String issuer, Enrolment enrolment) {
        String address = issuer.endsWith("/") ? issuer : issuer + "/";
        return enrolment.base().toString().equals(address + "wallet/v1/");
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
