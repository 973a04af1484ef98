package dev.countersign.wallet;

import dev.countersign.did.DidResolver;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentNotFoundException;
import dev.countersign.did.WebVhPrefixes;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.openid4vp.DidKeys;
import java.util.Optional;
import java.util.function.BiFunction;

/** Checks that the organisation signed a receipt, in its name: by its DID as it is now, or by what was kept of it. */
final class ReceiptSignature {
    private final DocumentFetcher network;
    private final BiFunction<DocumentFetcher, WebVhPrefixes, DidResolver> resolvers;
    private final WebVhPrefixes histories;

    ReceiptSignature(
            DocumentFetcher network,
            BiFunction<DocumentFetcher, WebVhPrefixes, DidResolver> resolvers,
            WebVhPrefixes histories) {
        this.network = network;
        this.resolvers = resolvers;
        this.histories = histories;
    }

    /**
     * A judgement, and what it rests on.
     *
     * @param organisation with the documents from which its DID was resolved
     */
    record Judged(Verification<ConsentReceipt> judgement, ReceiptFile.Organisation organisation) {}

    /** Judges by the organisation's DID as it is now. */
    Judged byNetwork(String compact, Enrolment enrolment) {
        RecordedDocuments recorded = new RecordedDocuments(network);
        String did = enrolment.organisation().did();
        Verification<ConsentReceipt> judgement = verify(
                compact,
                new OrganisationSignature(did, enrolment.base()),
                new ResolvedDidKeys(resolvers.apply(recorded, histories)));
        return new Judged(
                judgement,
                new ReceiptFile.Organisation(did, enrolment.organisation().name(), recorded.documents()));
    }

    /** Judges without the network, by the organisation's DID as it was when the receipt was issued. */
    Verification<ConsentReceipt> byDocuments(KeptReceipt kept, Enrolment enrolment) {
        DocumentFetcher shelf = (uri, maxBytes) -> kept.organisation().documents().stream()
                .filter(document -> document.uri().equals(uri))
                .map(ReceiptFile.Document::bytes)
                .findFirst()
                .orElseThrow(() -> new DocumentNotFoundException("not kept"));
        ResolvedDidKeys newest = new ResolvedDidKeys(resolvers.apply(shelf, WebVhPrefixes.none()));
        return verify(
                kept.compact(),
                new OrganisationSignature(kept.organisation().did(), enrolment.base()),
                kept.logged().map(entry -> newest.at(entry.since())).orElse(newest));
    }

    /** Returns what was verified; empty when it was not, for whatever reason. */
    static <T> Optional<T> verified(Verification<T> judgement) {
        return judgement.fold(yes -> Optional.of(yes.value()), no -> Optional.empty(), later -> Optional.empty());
    }

    private static Verification<ConsentReceipt> verify(String compact, OrganisationSignature expected, DidKeys keys) {
        return expected.verify(compact, keys, (key, issuer) -> ConsentReceipt.verify(compact, key, issuer));
    }
}
