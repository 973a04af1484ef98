package dev.countersign.did;

import java.util.Optional;

/**
 * How a DID URL is dereferenced (DID Resolution section 5.1).
 *
 * @param version which version of the document is looked at, unless the DID URL itself says it
 * @param purpose what the verification method that the DID URL names must be listed for; no other is returned
 * @param content what is wanted when the DID URL selects a service
 */
public record DereferencingOptions(
        ResolutionOptions version, Optional<VerificationRelationship> purpose, Content content) {
    /** The newest version, whatever the DID URL names. */
    public static final DereferencingOptions NONE =
            new DereferencingOptions(ResolutionOptions.LATEST, Optional.empty(), Content.DOCUMENT);

    /** What a DID URL that selects a service leads to (the option {@code accept}). */
    public enum Content {
        /** The document, with the selected services only. */
        DOCUMENT,
        /** The addresses of the selected services ({@code text/uri-list}). */
        ENDPOINTS
    }

    /** Asks for a verification method that is listed for this purpose, or for an error. */
    public static DereferencingOptions purpose(VerificationRelationship purpose) {
        return new DereferencingOptions(ResolutionOptions.LATEST, Optional.of(purpose), Content.DOCUMENT);
    }

    /** Returns the same options, asking for addresses of services. */
    public DereferencingOptions endpoints() {
        return new DereferencingOptions(version, purpose, Content.ENDPOINTS);
    }

    /** Returns the same options for this version. */
    public DereferencingOptions at(ResolutionOptions wanted) {
        return new DereferencingOptions(wanted, purpose, content);
    }
}
