package dev.countersign.service.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/** How an issuer's keys are found. Fixed by the administrator for each issuer; nothing in a credential chooses it. */
public sealed interface KeyPolicy {
    /** By the issuer's metadata at {@code /.well-known/jwt-vc-issuer} (SD-JWT VC section 5). For URLs. */
    record Metadata() implements KeyPolicy {}

    /** By the issuer's DID document, among its keys for {@code assertionMethod}. For DIDs. */
    record DidDocument() implements KeyPolicy {}

    /**
     * By the certificate in the credential's header, which must name the issuer and lead to one of these anchors. For URLs
     * and certificate names.
     */
    record Certificates(List<X509Certificate> anchors) implements KeyPolicy {
        /** Most anchors of one issuer. */
        public static final int MAX_ANCHORS = 20;

        /** Keeps its own copy. */
        public Certificates {
            anchors = List.copyOf(anchors);
            if (anchors.isEmpty() || anchors.size() > MAX_ANCHORS) {
                throw new IllegalArgumentException(
                        "anchors: " + anchors.size() + " (expected: 1 to " + MAX_ANCHORS + ")");
            }
        }
    }

    /** Returns the name as it stands in JSON and in the store. */
    default String wireName() {
        if (this instanceof Metadata) {
            return "metadata";
        }
        return this instanceof DidDocument ? "did" : "x5c";
    }

    /** Returns whether an issuer of this kind can have its keys found so. */
    default boolean fits(IssuerId.Kind kind) {
        return switch (kind) {
            case URL -> !(this instanceof DidDocument);
            case DID -> this instanceof DidDocument;
            case CERTIFICATE_NAME -> this instanceof Certificates;
        };
    }
}
