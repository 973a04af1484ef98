package dev.countersign.service.trust.web;

import dev.countersign.did.DereferencingOptions;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which media type an identifier is answered (DID Resolution sections 9, 10 and 12.1; DID Core 1.0 section 6). */
enum Representation {
    /** The bare document, or the part of it. */
    DID("application/did", ""),
    /** The same under its name of DID Core 1.0. */
    DID_JSON("application/did+json", ""),
    /** The same under its name of DID Core 1.0. */
    DID_LD_JSON("application/did+ld+json", ""),
    /** Document and metadata. */
    RESOLUTION_RESULT("application/did-resolution", ""),
    /** Content and metadata. */
    DEREFERENCING_RESULT("application/did-url-dereferencing", ""),
    /** Either result under the name that resolvers used before. */
    LD_RESULT("application/ld+json", "https://w3id.org/did-resolution"),
    /** The addresses of services. */
    URI_LIST("text/uri-list", "");

    private static final Set<Representation> OF_DID =
            EnumSet.of(DID, DID_JSON, DID_LD_JSON, RESOLUTION_RESULT, LD_RESULT, DEREFERENCING_RESULT);
    private static final Set<Representation> OF_DID_URL =
            EnumSet.of(DID, DID_JSON, DID_LD_JSON, DEREFERENCING_RESULT, LD_RESULT, URI_LIST);
    private static final Set<Representation> BARE = EnumSet.of(DID, DID_JSON, DID_LD_JSON);

    private final String type;
    private final String profile;

    Representation(String type, String profile) {
        this.type = type;
        this.profile = profile;
    }

    /** Returns what a DID is answered in; empty when none of what is accepted can be made. */
    static Optional<Representation> ofDid(List<MediaType> accepted) {
        return first(accepted, OF_DID);
    }

    /** Returns what a DID URL is answered in; empty when none of what is accepted can be made. */
    static Optional<Representation> ofDidUrl(List<MediaType> accepted) {
        return first(accepted, OF_DID_URL);
    }

    /** Returns the value of Content-Type. */
    String contentType() {
        return profile.isEmpty() ? type : type + ";profile=\"" + profile + "\"";
    }

    /** Returns the media type of the document that stands in this representation. */
    String documentType() {
        return BARE.contains(this) ? type : DID.type;
    }

    /** Returns what a DID URL that selects a service leads to. */
    DereferencingOptions.Content content() {
        return this == URI_LIST ? DereferencingOptions.Content.ENDPOINTS : DereferencingOptions.Content.DOCUMENT;
    }

    /** Returns whether it holds metadata, and errors too. */
    boolean isResult() {
        return this == RESOLUTION_RESULT || this == DEREFERENCING_RESULT || this == LD_RESULT;
    }

    // The first of those that the caller likes best; for a wildcard the first that there is, the bare document.
    private static Optional<Representation> first(List<MediaType> accepted, Set<Representation> possible) {
        for (MediaType wanted : accepted) {
            for (Representation offered : possible) {
                if (offered.isIn(wanted) && !"0".equals(wanted.getParameters().get("q"))) {
                    return Optional.of(offered);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isIn(MediaType range) {
        String[] parts = type.split("/", 2);
        boolean main = range.isWildcardType() || parts[0].equalsIgnoreCase(range.getType());
        boolean sub = range.isWildcardSubtype() || parts[1].equalsIgnoreCase(range.getSubtype());
        boolean wild = range.isWildcardType() || range.isWildcardSubtype();
        return main
                && sub
                && (wild
                        || profile.isEmpty()
                        || profile.equals(range.getParameters().get("profile")));
    }
}
