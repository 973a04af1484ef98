package dev.countersign.service.trust;

import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidDocumentBuilder;
import dev.countersign.did.ServiceEndpoint;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What our DID document says: keys of all ages, so that what an older key signed can still be verified, but none that was
 * withdrawn. Each is listed for what it is used for and nothing else; its name is its key id.
 */
@ApplicationScoped
class OrganisationDocument {
    /** The keys that others verify by the document, and what each is for. */
    static final Map<KeyUse, VerificationRelationship> PURPOSES = new EnumMap<>(Map.of(
            KeyUse.VERIFIER, VerificationRelationship.AUTHENTICATION,
            KeyUse.ISSUER, VerificationRelationship.ASSERTION_METHOD,
            KeyUse.STATUS_LIST, VerificationRelationship.ASSERTION_METHOD,
            KeyUse.RECEIPT, VerificationRelationship.ASSERTION_METHOD));

    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;

    OrganisationDocument(OrganisationKeys keys, PublicUrl publicUrl) {
        this.keys = keys;
        this.publicUrl = publicUrl;
    }

    /** What stands in it beside the keys. */
    record Rest(Set<String> otherNames, List<ServiceEndpoint> services) {
        static final Rest NOTHING = new Rest(Set.of(), List.of());

        Rest {
            otherNames = Set.copyOf(otherNames);
            services = List.copyOf(services);
        }

        static Rest of(DidDocument document) {
            return new Rest(document.alsoKnownAs(), document.services());
        }

        Rest with(List<ServiceEndpoint> others) {
            return new Rest(otherNames, others);
        }
    }

    /**
     * Returns the document.
     *
     * @param withdrawn ids of keys that must not be in it
     */
    DidDocument of(Did did, Rest rest, Set<String> withdrawn) {
        DidDocumentBuilder document = DidDocument.describing(did);
        Set<String> names = new LinkedHashSet<>();
        names.add(publicUrl.uri().toString());
        rest.otherNames().stream().sorted().forEach(names::add);
        names.remove(did.toString());
        names.forEach(document::alsoKnownAs);
        PURPOSES.forEach((use, purpose) -> keys.publicKeys(use).stream()
                .filter(key -> !withdrawn.contains(keyId(key)))
                .forEach(key -> document.key(keyId(key), key.toPublicKey(), Set.of(purpose))));
        for (ServiceEndpoint service : rest.services()) {
            document.service(
                    fragment(service),
                    service.types().iterator().next(),
                    service.uris().get(0));
        }
        return document.build();
    }

    /** Returns the name of a service under its DID. */
    static String fragment(ServiceEndpoint service) {
        return service.id().substring(service.id().indexOf('#') + 1);
    }

    static String keyId(PublicJwk key) {
        return key.keyId().orElseGet(key::thumbprint);
    }
}
