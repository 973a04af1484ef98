package dev.countersign.service.consent;

import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.ClaimsQuery;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.ledger.AppendEntry;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the receipt that both sides keep, and puts its commitment into the log; all in the caller's transaction. */
@ApplicationScoped
class MakeReceipt {
    private final Purposes purposes;
    private final Receipts receipts;
    private final AppendEntry ledger;
    private final Signing signing;
    private final Wallets wallets;
    private final Events events;

    MakeReceipt(
            Purposes purposes, Receipts receipts, AppendEntry ledger, Signing signing, Wallets wallets, Events events) {
        this.purposes = purposes;
        this.receipts = receipts;
        this.ledger = ledger;
        this.signing = signing;
        this.wallets = wallets;
        this.events = events;
    }

    /**
     * What the customer answered.
     *
     * @param disclosed empty unless approved
     * @param holderKeyThumbprint of the key that answered (RFC 7638)
     */
    record Answer(ConsentReceipt.Answer answer, List<ClaimPath> disclosed, String holderKeyThumbprint) {}

    void make(Ask ask, Answer answer) {
        ConsentReceipt unlogged = signing.receipt(
                ask, purposes.find(ask.purpose(), ask.purposeVersion()).orElseThrow(), answer);
        ConsentReceipt receipt = unlogged.logged(ledger.log(), signing.salt());
        EntryId entry = ledger.append(receipt.logEntry().orElseThrow());
        receipts.add(new StoredReceipt(
                receipt.id(), ask.id(), ask.customer(), signing.sign(receipt), entry, receipt.issuedAt()));
        InboxEvent event = new InboxEvent.Receipt(ask.id().value());
        for (Wallet wallet : wallets.active(ask.customer())) {
            events.publish("wallet:" + wallet.id().value(), event.event(), event.data());
        }
    }

    /** Words and signature of a receipt. */
    @ApplicationScoped
    static class Signing {
        private final OrganisationKeys keys;
        private final PublicUrl publicUrl;
        private final SortableIds ids;
        private final Random random;
        private final Clock clock;

        Signing(OrganisationKeys keys, PublicUrl publicUrl, SortableIds ids, Random random, Clock clock) {
            this.keys = keys;
            this.publicUrl = publicUrl;
            this.ids = ids;
            this.random = random;
            this.clock = clock;
        }

        ConsentReceipt receipt(Ask ask, Purpose purpose, Answer answer) {
            Instant now = clock.instant();
            return new ConsentReceipt(
                    publicUrl.uri().toString(),
                    now,
                    ids.make("rcp"),
                    ask.id().value(),
                    new ConsentReceipt.PurposeVersion(ask.purpose().value(), ask.purposeVersion()),
                    asked(purpose),
                    answer.answer(),
                    answer.disclosed(),
                    answer.holderKeyThumbprint(),
                    new ConsentContext.Purpose(
                                    ask.purpose().value(), ask.purposeVersion(), ConsentContexts.texts(purpose))
                            .textsSha256(),
                    now,
                    Optional.empty());
        }

        Salt salt() {
            return Salt.random(random::bytes);
        }

        String sign(ConsentReceipt receipt) {
            return receipt.sign(
                    keys.signer(KeyUse.RECEIPT),
                    keys.publicKey(KeyUse.RECEIPT).keyId().orElseThrow());
        }

        private static List<ClaimPath> asked(Purpose purpose) {
            return purpose.query().credentials().stream()
                    .flatMap(credential -> credential.claims().stream().map(ClaimsQuery::path))
                    .distinct()
                    .toList();
        }
    }
}
