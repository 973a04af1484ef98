package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a DID's subject says about itself (DID Core 1.0 section 5): its keys, what each is for, its services.
 *
 * <p>Guarantees the shape, that every key is a valid one, and that the keys are named under the DID. Does not show that the
 * subject wrote it: that is what a {@link DidMethod} is for.
 */
public final class DidDocument {
    /** Largest document that is read, in bytes. */
    public static final int MAX_BYTES = Json.MAX_BYTES;

    private final Did id;
    private final List<VerificationMethod> methods;
    private final Map<VerificationRelationship, Set<DidUrl>> relationships;
    private final List<ServiceEndpoint> services;
    private final Set<String> alsoKnownAs;
    private final ObjectNode source;
    private final Set<Did> formerly;

    private DidDocument(DocumentParts parts, ObjectNode source, Set<Did> formerly) {
        this.id = parts.id();
        this.methods = List.copyOf(parts.methods());
        this.relationships = new EnumMap<>(parts.relationships());
        this.services = List.copyOf(parts.services());
        this.alsoKnownAs = Set.copyOf(parts.alsoKnownAs());
        this.source = source;
        this.formerly = Set.copyOf(formerly);
    }

    /**
     * Reads a document.
     *
     * @param json untrusted
     * @throws MalformedDidException when it breaks a rule of DID Core, names a method outside its DID, or holds a key that
     *     is none or has private parts
     */
    public static DidDocument parse(byte[] json) {
        return of(Json.parseObject(json));
    }

    static DidDocument of(ObjectNode source) {
        return of(source, Set.of());
    }

    /** Reads a document whose subject had other DIDs before; they are proven to be its own. */
    static DidDocument of(ObjectNode source, Set<Did> formerly) {
        return new DidDocument(DocumentParts.read(source, formerly), source, formerly);
    }

    /** Starts a document of ours. */
    public static DidDocumentBuilder describing(Did id) {
        return new DidDocumentBuilder(id);
    }

    /** Returns whom it describes. */
    public Did id() {
        return id;
    }

    /** Returns all methods, whatever they are for; embedded ones last. */
    public List<VerificationMethod> methods() {
        return methods;
    }

    /** Returns the services, in the document's order. */
    public List<ServiceEndpoint> services() {
        return services;
    }

    /** Returns other identifiers that the subject claims; a claim is no proof. */
    public Set<String> alsoKnownAs() {
        return alsoKnownAs;
    }

    /**
     * Returns the key with exactly this name, when the document lists it for exactly this purpose and its controller is the
     * document's DID; else nothing. There is no way to ask for any key that fits.
     */
    public Optional<PublicKey> key(DidUrl method, VerificationRelationship purpose) {
        return methods.stream()
                .filter(candidate -> candidate.id().equals(method)
                        && authorizes(candidate, purpose)
                        && candidate.key() instanceof VerificationKey.Usable)
                .map(found -> ((VerificationKey.Usable) found.key()).publicKey())
                .findFirst();
    }

    /** Returns the document as it was received or made, as UTF-8 JSON, with members that this library does not know. */
    public byte[] toJson() {
        return Json.print(source);
    }

    /** Returns the same document with absolute names and references ({@code expandRelativeUrls}). */
    public DidDocument withAbsoluteUrls() {
        return of(RelativeUrls.expanded(source, id), formerly);
    }

    /** Returns the same document with the services at these positions only. */
    DidDocument withServices(List<Integer> positions) {
        ObjectNode copy = source.deepCopy();
        ArrayNode kept = copy.putArray("service");
        positions.forEach(position -> kept.add(source.get("service").get(position)));
        return of(copy, formerly);
    }

    /** Returns whether the document lists a method of its own for a purpose. */
    boolean authorizes(VerificationMethod method, VerificationRelationship purpose) {
        return relationships.getOrDefault(purpose, Set.of()).contains(method.id())
                && method.controller().equals(id);
    }

    ObjectNode source() {
        return source.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DidDocument that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return "DidDocument[" + id + ", " + methods.size() + " methods]";
    }
}
