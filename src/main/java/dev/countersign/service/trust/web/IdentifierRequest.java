package dev.countersign.service.trust.web;

import dev.countersign.did.Did;
import dev.countersign.did.DidUrl;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.ResolutionError;
import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.MalformedInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a GET of the HTTP binding asks for (DID Resolution section 12.1).
 *
 * <p>An identifier that starts with {@code did%3A} was percent-encoded by the caller and is decoded once; the query holds
 * options. One that starts with {@code did:} was appended as it is, with the percent-encoding that belongs to the DID, and
 * the query belongs to the DID URL, but for the two options that are no parameter of a DID URL. So nothing is ever
 * decoded twice.
 *
 * @param identifier a DID or a DID URL; untrusted
 * @param options of resolution or dereferencing; untrusted
 */
record IdentifierRequest(String identifier, FormParameters options) {
    static final String PATH = "/1.0/identifiers/";
    static final String VERSION_ID = "versionId";
    static final String VERSION_TIME = "versionTime";
    static final String VERSION_NUMBER = "versionNumber";
    static final String VERIFICATION_RELATIONSHIP = "verificationRelationship";
    static final String EXPAND_RELATIVE_URLS = "expandRelativeUrls";

    private static final String ENCODED_SCHEME = "did%3A";
    private static final Set<String> NEVER_PARAMETERS = Set.of(VERIFICATION_RELATIONSHIP, EXPAND_RELATIVE_URLS);

    /**
     * Takes the address apart.
     *
     * @param path as it stood in the request line
     * @param query as it stood there, without its question mark
     * @throws RefusedIdentifierException when the query is no form
     */
    static IdentifierRequest of(String path, Optional<String> query) throws RefusedIdentifierException {
        String raw = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
        if (raw.regionMatches(true, 0, ENCODED_SCHEME, 0, ENCODED_SCHEME.length())) {
            return new IdentifierRequest(decoded(raw), form(query.orElse("")));
        }
        List<String> own = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String pair : query.orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                (NEVER_PARAMETERS.contains(pair.split("=", 2)[0]) ? options : own).add(pair);
            }
        }
        return new IdentifierRequest(
                own.isEmpty() ? raw : raw + "?" + String.join("&", own), form(String.join("&", options)));
    }

    /** Returns whether it is to be dereferenced, rather than resolved. */
    boolean isDidUrl() {
        return identifier.chars().anyMatch(c -> c == '/' || c == '?' || c == '#')
                || options.names().contains(VERIFICATION_RELATIONSHIP);
    }

    Did did() throws RefusedIdentifierException {
        try {
            return Did.parse(identifier);
        } catch (MalformedDidException e) {
            throw new RefusedIdentifierException(ResolutionError.INVALID_DID, e);
        }
    }

    DidUrl didUrl() throws RefusedIdentifierException {
        try {
            return DidUrl.parse(identifier);
        } catch (MalformedDidException e) {
            throw new RefusedIdentifierException(
                    isDidUrl() ? ResolutionError.INVALID_DID_URL : ResolutionError.INVALID_DID, e);
        }
    }

    private static FormParameters form(String query) throws RefusedIdentifierException {
        try {
            return FormParameters.parse(query);
        } catch (MalformedInputException e) {
            throw new RefusedIdentifierException(ResolutionError.INVALID_OPTIONS, e);
        }
    }

    private static String decoded(String raw) {
        try {
            // A plus is a plus in a path.
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A broken escape: left as it is, it is no DID.
            return raw;
        }
    }
}
