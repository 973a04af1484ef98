package dev.countersign.samples.verify;

import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidWeb;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentNotFoundException;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.consent.ReceiptFile;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whose key signed a receipt: whether the DID is the expected one, had that key then, and is at the issuer's address. */
final class OrganisationCheck {
    private static final String WEBVH = "webvh";

    private final ReceiptFile.Organisation organisation;
    private final Expectations expected;
    private final Clock clock;
    private final Consumer<Check> report;

    OrganisationCheck(
            ReceiptFile.Organisation organisation, Expectations expected, Clock clock, Consumer<Check> report) {
        this.organisation = organisation;
        this.expected = expected;
        this.clock = clock;
        this.report = report;
    }

    /**
     * What the receipt says of its signature; nothing of it is verified yet.
     *
     * @param keyId a DID URL, or the part behind the DID
     * @param issuer the organisation's DID, or its address
     */
    record Claimed(String keyId, String issuer, Instant at) {}

    /** Reports what was found, and returns the key; empty when there is none that counts. */
    Optional<PublicKey> key(Claimed claimed) {
        Did did;
        DidUrl method;
        try {
            did = Did.parse(organisation.did());
            method = DidUrl.parse(claimed.keyId().startsWith("did:") ? claimed.keyId() : did + "#" + claimed.keyId());
        } catch (MalformedDidException e) {
            report.accept(Check.refused("The file names no organisation that can be one: " + e.getMessage()));
            return Optional.empty();
        }
        compare(did);
        if (!method.did().equals(did)) {
            report.accept(Check.refused("The receipt is signed in the name of somebody else: " + method.did()
                    + ", and the file says " + did + "."));
            return Optional.empty();
        }
        Optional<DidDocument> document = document(did, claimed.at());
        document.ifPresent(found -> checkAddress(found, claimed.issuer()));
        return document.flatMap(found -> key(found, method, claimed.at()));
    }

    private void compare(Did did) {
        if (!expected.organisation().isPresent()) {
            report.accept(Check.unknown("The file says that the organisation is " + did
                    + ". Whether that is the one you mean, only you can tell: get its DID from the organisation itself"
                    + " and pass it as --organisation."));
            return;
        }
        Did named = expected.organisation().get();
        report.accept(
                named.equals(did)
                        ? Check.holds("The organisation is the one that you named: " + did)
                        : Check.refused("The organisation is " + did + ", not the one that you named: " + named));
    }

    private Optional<DidDocument> document(Did did, Instant at) {
        boolean hasHistory = did.method().equals(WEBVH);
        ResolutionOptions version = hasHistory ? ResolutionOptions.versionTime(at) : ResolutionOptions.LATEST;
        Resolution resolution = resolver().resolve(did, version);
        if (resolution instanceof Resolution.Resolved resolved) {
            return Optional.of(resolved.document());
        }
        report.accept(Check.refused(
                resolution instanceof Resolution.Failed failed
                        ? "What the file has of the organisation's DID does not hold: " + failed.error() + ", "
                                + failed.detail()
                        : "The organisation had given up its DID at the time of the receipt."));
        return Optional.empty();
    }

    private Optional<PublicKey> key(DidDocument document, DidUrl method, Instant at) {
        // By its name in the document, which may be under the DID that it had then.
        DidUrl inDocument = DidUrl.parse(document.id() + "#" + method.fragment().orElse(""));
        Optional<PublicKey> key = document.key(inDocument, VerificationRelationship.ASSERTION_METHOD);
        if (!key.isPresent()) {
            key = document.key(inDocument, VerificationRelationship.AUTHENTICATION);
        }
        if (!key.isPresent()) {
            report.accept(Check.refused("At the time of the receipt, " + at + ", the organisation's DID had no key of"
                    + " the name " + method + "."));
        } else if (document.id().method().equals(WEBVH)) {
            report.accept(Check.holds("The key is the organisation's: its DID had " + method + " at " + at
                    + ", by a history that cannot be rewritten."));
        } else if (expected.document().isPresent()) {
            report.accept(Check.holds("The key " + method + " is in the document that you gave."));
        } else {
            report.accept(Check.unknown("The key " + method + " is in the DID document that came with the file, and"
                    + " anybody can write such a document: a " + document.id().method() + " DID has no history."
                    + " Fetch the document from the organisation yourself and pass it as --document."));
        }
        return key;
    }

    private void checkAddress(DidDocument document, String issuer) {
        boolean same = issuer.equals(organisation.did()) || isAt(document.id(), issuer);
        report.accept(
                same
                        ? Check.holds("The receipt is issued by " + issuer + ", which is the DID's own address.")
                        : Check.refused("The receipt is issued by " + issuer + ", which is not the address of "
                                + document.id() + "."));
    }

    private static boolean isAt(Did did, String address) {
        try {
            String place = new DidWeb((uri, max) -> new byte[0])
                    .allowingLoopbackHttp()
                    .didAt(URI.create(address))
                    .id();
            return did.method().equals(WEBVH)
                    ? did.id().endsWith(":" + place)
                            && did.id().indexOf(':') == did.id().length() - place.length() - 1
                    : did.method().equals("web") && did.id().equals(place);
        } catch (IllegalArgumentException | MalformedDidException e) {
            return false;
        }
    }

    /** Resolves from what is at hand, and from nothing else: nobody learns that this receipt is looked at. */
    private DidResolver resolver() {
        List<ReceiptFile.Document> documents = organisation.documents();
        DocumentFetcher shelf = (uri, maxBytes) -> {
            if (expected.document().isPresent() && !uri.getPath().endsWith("did-witness.json")) {
                return expected.document().get();
            }
            return documents.stream()
                    .filter(document -> document.uri().equals(uri))
                    .map(ReceiptFile.Document::bytes)
                    .findFirst()
                    .orElseThrow(() -> new DocumentNotFoundException("the file does not have it"));
        };
        return DidResolver.of(
                new DidWebVh(shelf, clock).allowingLoopbackHttp(), new DidWeb(shelf).allowingLoopbackHttp());
    }
}
