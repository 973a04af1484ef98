package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a DID document that we understand, read strictly (DID Core 1.0 section 5). */
record DocumentParts(
        Did id,
        List<VerificationMethod> methods,
        Map<VerificationRelationship, Set<DidUrl>> relationships,
        List<ServiceEndpoint> services,
        Set<String> alsoKnownAs) {

    private static final int MAX_ENTRIES = 200;

    /** Whose methods they are. */
    private record Owner(Did id, Set<Did> formerly) {}

    /**
     * Reads a document whose subject had other DIDs before, under which its methods may still be named.
     *
     * @param formerly proven to be the same subject's
     */
    static DocumentParts read(ObjectNode document, Set<Did> formerly) {
        Did id = Did.parse(Json.text(document.get("id"), "DID Core 5.1.1: id"));
        controllers(document);
        List<VerificationMethod> methods = new ArrayList<>();
        for (JsonNode method : entries(document, "verificationMethod")) {
            methods.add(method(method, id, formerly));
        }
        Map<VerificationRelationship, Set<DidUrl>> relationships = new EnumMap<>(VerificationRelationship.class);
        for (VerificationRelationship relationship : VerificationRelationship.values()) {
            relationships.put(relationship, relationship(document, relationship, new Owner(id, formerly), methods));
        }
        requireDistinct(methods);
        return new DocumentParts(id, methods, relationships, services(document, id), alsoKnownAs(document));
    }

    // DID Core 5.3: an entry names a method, or is one that serves this relationship only.
    private static Set<DidUrl> relationship(
            ObjectNode document, VerificationRelationship relationship, Owner owner, List<VerificationMethod> methods) {
        Set<DidUrl> names = new LinkedHashSet<>();
        for (JsonNode entry : entries(document, relationship.member())) {
            if (entry.isObject()) {
                VerificationMethod embedded = method(entry, owner.id(), owner.formerly());
                methods.add(embedded);
                names.add(embedded.id());
            } else {
                names.add(DidUrl.parse(Json.text(entry, "DID Core 5.3: " + relationship.member()), owner.id()));
            }
        }
        return names;
    }

    private static VerificationMethod method(JsonNode entry, Did document, Set<Did> formerly) {
        if (!(entry instanceof ObjectNode method)) {
            throw new MalformedDidException("DID Core 5.2: verification method (expected: an object)");
        }
        DidUrl name = DidUrl.parse(Json.text(method.get("id"), "DID Core 5.2: id of a method"), document);
        // Else a document could claim a name under somebody else's DID.
        boolean ours = name.did().equals(document) || formerly.contains(name.did());
        if (!ours || name.fragment().map(String::isEmpty).orElse(true)) {
            throw new MalformedDidException(
                    "DID Core 5.2: id of a method (expected: the document's id and a fragment)");
        }
        String type = Json.text(method.get("type"), "DID Core 5.2: type of a method");
        VerificationKey key = key(method, type);
        if (!method.has("controller")) {
            // Required, but some published documents lack it. Nobody controls such a key: it is never handed out.
            return new VerificationMethod(name, type, document, new VerificationKey.Unsupported("without controller"));
        }
        Did controller = Did.parse(Json.text(method.get("controller"), "DID Core 5.2: controller of a method"));
        return new VerificationMethod(name, type, controller, key);
    }

    private static VerificationKey key(ObjectNode method, String type) {
        JsonNode jwk = method.get("publicKeyJwk");
        JsonNode multibase = method.get("publicKeyMultibase");
        if (jwk != null && multibase != null) {
            throw new MalformedDidException("DID Core 5.2.1: key material (expected: one form)");
        }
        if (method.has("privateKeyJwk") || method.has("secretKeyMultibase") || method.has("privateKeyMultibase")) {
            throw new MalformedDidException("DID Core 5.2.1: key material (expected: none that is private)");
        }
        return switch (type) {
            case "JsonWebKey", "JsonWebKey2020" -> jwkKey(jwk);
            case "Multikey" -> Multikey.parse(Json.text(multibase, "DID Core 5.2.1: publicKeyMultibase"));
            case "Ed25519VerificationKey2020" -> octetKey(multibase, OctetKey.ED25519);
            case "X25519KeyAgreementKey2020" -> octetKey(multibase, OctetKey.X25519);
            default -> {
                // Not a type that we use; but what is secret must not stand in any.
                if (jwk != null) {
                    jwkKey(jwk);
                }
                yield new VerificationKey.Unsupported(type);
            }
        };
    }

    private static VerificationKey jwkKey(@Nullable JsonNode jwk) {
        if (jwk instanceof ObjectNode object) {
            return Jwk.parse(object);
        }
        throw new MalformedDidException("DID Core 5.2.1: publicKeyJwk (expected: an object)");
    }

    private static VerificationKey octetKey(@Nullable JsonNode multibase, OctetKey kind) {
        VerificationKey key = Multikey.parse(Json.text(multibase, "DID Core 5.2.1: publicKeyMultibase"));
        if (key instanceof VerificationKey.Usable usable
                && OctetKey.of(usable.publicKey())
                        .filter(found -> found == kind)
                        .isPresent()) {
            return key;
        }
        throw new MalformedDidException("DID Core 5.2: key (expected: of the kind that the method's type names)");
    }

    // Two keys of one name: which one is meant depends on who reads.
    private static void requireDistinct(List<VerificationMethod> methods) {
        Set<DidUrl> seen = new HashSet<>();
        for (VerificationMethod method : methods) {
            if (!seen.add(method.id())) {
                throw new MalformedDidException("DID Core 5.2: id of a method: twice (expected: once)");
            }
        }
    }

    // DID Core 5.4
    private static List<ServiceEndpoint> services(ObjectNode document, Did id) {
        List<ServiceEndpoint> services = new ArrayList<>();
        for (JsonNode service : entries(document, "service")) {
            String name = Json.text(service.get("id"), "DID Core 5.4: id of a service");
            Set<String> types = texts(service.get("type"), "DID Core 5.4: type of a service");
            JsonNode endpoint = service.get("serviceEndpoint");
            if (types.isEmpty() || endpoint == null || endpoint.isNull()) {
                throw new MalformedDidException("DID Core 5.4: service (expected: id, type and serviceEndpoint)");
            }
            services.add(new ServiceEndpoint(name.startsWith("#") ? id + name : name, types, uris(endpoint)));
        }
        return services;
    }

    private static List<String> uris(JsonNode endpoint) {
        List<String> uris = new ArrayList<>();
        for (JsonNode entry : endpoint.isArray() ? endpoint : List.of(endpoint)) {
            if (entry.isTextual()) {
                uris.add(entry.textValue());
            } else if (!entry.isObject()) {
                throw new MalformedDidException(
                        "DID Core 5.4: serviceEndpoint (expected: URI, object, or a list of them)");
            }
        }
        return uris;
    }

    // DID Core 5.1.2
    private static void controllers(ObjectNode document) {
        for (String controller : texts(document.get("controller"), "DID Core 5.1.2: controller")) {
            Did.parse(controller);
        }
    }

    // DID Core 5.1.3
    private static Set<String> alsoKnownAs(ObjectNode document) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode name : entries(document, "alsoKnownAs")) {
            names.add(Json.text(name, "DID Core 5.1.3: alsoKnownAs"));
        }
        return names;
    }

    private static Set<String> texts(@Nullable JsonNode value, String what) {
        Set<String> texts = new LinkedHashSet<>();
        if (value != null) {
            for (JsonNode entry : value.isArray() ? value : List.of(value)) {
                texts.add(Json.text(entry, what));
            }
        }
        return texts;
    }

    private static Iterable<JsonNode> entries(ObjectNode document, String member) {
        JsonNode list = document.get(member);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MAX_ENTRIES) {
            throw new MalformedDidException(
                    "DID Core 5: " + member + " (expected: a list of at most " + MAX_ENTRIES + ")");
        }
        return list;
    }
}
