package dev.countersign.service.trust.web;

import static dev.countersign.service.trust.web.IdentifierRequest.EXPAND_RELATIVE_URLS;
import static dev.countersign.service.trust.web.IdentifierRequest.VERIFICATION_RELATIONSHIP;
import static dev.countersign.service.trust.web.IdentifierRequest.VERSION_ID;
import static dev.countersign.service.trust.web.IdentifierRequest.VERSION_NUMBER;
import static dev.countersign.service.trust.web.IdentifierRequest.VERSION_TIME;

import dev.countersign.did.Dereferencing;
import dev.countersign.did.DidDocument;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.ResolutionError;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.MalformedInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of DID Resolution sections 4.1 and 5.1, and versionNumber of did:webvh; {@code accept} is the header.
 *
 * @param names whether the names in a document are made absolute
 */
record IdentifierOptions(ResolutionOptions version, Optional<VerificationRelationship> purpose, RelativeNames names) {
    private static final Set<String> KNOWN =
            Set.of(VERSION_ID, VERSION_TIME, VERSION_NUMBER, VERIFICATION_RELATIONSHIP, EXPAND_RELATIVE_URLS);

    /** What happens to {@code #key-1} in a document. */
    enum RelativeNames {
        KEPT,
        EXPANDED
    }

    /**
     * Reads them.
     *
     * @throws RefusedIdentifierException when one is not known, is there twice or of the wrong kind, or contradicts another
     */
    static IdentifierOptions of(FormParameters given) throws RefusedIdentifierException {
        // DID Resolution 4.4 step 3
        if (!KNOWN.containsAll(given.names())) {
            throw new RefusedIdentifierException(
                    ResolutionError.FEATURE_NOT_SUPPORTED, "options (expected: some of " + new TreeSet<>(KNOWN) + ")");
        }
        try {
            // Step 4
            return read(given);
        } catch (MalformedInputException | MalformedDidException e) {
            throw new RefusedIdentifierException(ResolutionError.INVALID_OPTIONS, e);
        }
    }

    private static IdentifierOptions read(FormParameters given) {
        return new IdentifierOptions(
                new ResolutionOptions(
                        given.single(VERSION_ID),
                        given.single(VERSION_TIME).map(IdentifierOptions::time),
                        given.single(VERSION_NUMBER).map(IdentifierOptions::number)),
                given.single(VERIFICATION_RELATIONSHIP).map(IdentifierOptions::purpose),
                given.single(EXPAND_RELATIVE_URLS).map(IdentifierOptions::names).orElse(RelativeNames.KEPT));
    }

    DidDocument expanded(DidDocument document) {
        return names == RelativeNames.EXPANDED ? document.withAbsoluteUrls() : document;
    }

    Dereferencing expanded(Dereferencing found) {
        return found instanceof Dereferencing.Document document
                ? new Dereferencing.Document(expanded(document.document()), document.metadata())
                : found;
    }

    private static Instant time(String text) {
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            throw new MalformedInputException("DID Resolution 4.1: versionTime (expected: as 2026-01-31T12:00:00Z)", e);
        }
        throw new MalformedInputException("DID Resolution 4.1: versionTime (expected: as 2026-01-31T12:00:00Z)");
    }

    private static Integer number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new MalformedInputException("did:webvh: versionNumber (expected: 1 to 999999999)");
        }
        return Integer.valueOf(text);
    }

    private static VerificationRelationship purpose(String member) {
        return Arrays.stream(VerificationRelationship.values())
                .filter(known -> known.member().equals(member))
                .findFirst()
                .orElseThrow(() -> new MalformedInputException(
                        "DID Resolution 5.1: verificationRelationship (expected: as assertionMethod)"));
    }

    private static RelativeNames names(String text) {
        return switch (text) {
            case "true" -> RelativeNames.EXPANDED;
            case "false" -> RelativeNames.KEPT;
            default ->
                throw new MalformedInputException("DID Resolution 4.1: expandRelativeUrls (expected: true or false)");
        };
    }
}
