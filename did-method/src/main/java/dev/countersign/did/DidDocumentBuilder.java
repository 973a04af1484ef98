package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.Set;

/** Makes a document of ours: its keys as {@code JsonWebKey} (Controlled Identifiers 1.0 section 2.2.3). */
public final class DidDocumentBuilder {
    private final Did id;
    private final ObjectNode document = Json.object();

    DidDocumentBuilder(Did id) {
        this.id = id;
        document.putArray("@context").add("https://www.w3.org/ns/did/v1").add("https://w3id.org/security/jwk/v1");
        document.put("id", id.toString());
    }

    /** Adds another name of the subject. */
    public DidDocumentBuilder alsoKnownAs(String uri) {
        document.withArray("/alsoKnownAs").add(uri);
        return this;
    }

    /**
     * Adds a key.
     *
     * @param fragment its name under the DID
     * @param purposes what it may be used for; nothing else
     * @throws IllegalArgumentException when the key is of a kind that cannot be written
     */
    public DidDocumentBuilder key(String fragment, PublicKey key, Set<VerificationRelationship> purposes) {
        ObjectNode method = Json.object();
        method.put("id", DidUrl.of(id, fragment).toString());
        method.put("type", "JsonWebKey");
        method.put("controller", id.toString());
        method.set("publicKeyJwk", Jwk.print(key));
        return method(method, purposes);
    }

    /** Adds a service under this fragment. */
    public DidDocumentBuilder service(String fragment, String type, String uri) {
        document.withArray("/service")
                .addObject()
                .put("id", DidUrl.of(id, fragment).toString())
                .put("type", type)
                .put("serviceEndpoint", uri);
        return this;
    }

    /**
     * Returns the document, read back as anybody would read it.
     *
     * @throws MalformedDidException when two keys have one name
     */
    public DidDocument build() {
        return DidDocument.of(document.deepCopy());
    }

    DidDocumentBuilder contexts(String... uris) {
        ArrayNode contexts = document.putArray("@context");
        for (String uri : uris) {
            contexts.add(uri);
        }
        return this;
    }

    DidDocumentBuilder method(ObjectNode method, Set<VerificationRelationship> purposes) {
        document.withArray("/verificationMethod").add(method);
        for (VerificationRelationship purpose : VerificationRelationship.values()) {
            if (purposes.contains(purpose)) {
                document.withArray("/" + purpose.member()).add(method.get("id").textValue());
            }
        }
        return this;
    }
}
