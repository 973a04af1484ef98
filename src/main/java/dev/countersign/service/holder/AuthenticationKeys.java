package dev.countersign.service.holder;

import dev.countersign.did.DidDocument;
import dev.countersign.did.VerificationMethod;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.jose.PublicJwk;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known now of the keys by which a DID's subject authenticates (DID Core 1.0 section 5.3.1). */
sealed interface AuthenticationKeys {

    /** The DID has this document. */
    record Current(DidDocument document) implements AuthenticationKeys {
        /** Returns all keys of the relationship, as RFC 7638 thumbprints. Not more than the document's size allows. */
        Set<String> thumbprints() {
            return document.methods().stream()
                    .map(VerificationMethod::id)
                    .flatMap(name -> document.key(name, VerificationRelationship.AUTHENTICATION).stream())
                    .flatMap(key -> thumbprint(key).stream())
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static Optional<String> thumbprint(PublicKey key) {
            try {
                return Optional.of(PublicJwk.of(key).thumbprint());
            } catch (IllegalArgumentException e) {
                // Of a kind that signs neither proofs nor presentations here.
                return Optional.empty();
            }
        }
    }

    /** The DID was given up: it has no keys any more. */
    record Deactivated() implements AuthenticationKeys {}

    /** It cannot be known now: the host is silent, or says what makes no sense. */
    record Unknown(Duration retryAfter) implements AuthenticationKeys {}
}
