package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.Optional;

/** did:jwk: the DID is a JSON Web Key, and needs nobody to resolve it. Its only key is called {@code #0}. */
public final class DidJwk implements DidMethod {
    /** Returns the DID of a key: the required members of its JWK, in one fixed order. */
    public static Did of(PublicKey key) {
        return new Did("jwk", Jwk.base64Url(Json.print(Jwk.print(key))));
    }

    /** Returns the name of the one key in the document of a did:jwk. */
    public static DidUrl methodOf(Did did) {
        return DidUrl.of(did, "0");
    }

    @Override
    public String name() {
        return "jwk";
    }

    @Override
    public Resolution resolve(Did did, ResolutionOptions options) {
        Optional<Resolution> refused = options.refusedBy(this);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            ObjectNode jwk = Json.parseObject(Jwk.base64Url(did.id()));
            VerificationKey key = Jwk.parse(jwk);
            if (key instanceof VerificationKey.Unsupported unsupported) {
                return new Resolution.Failed(
                        ResolutionError.FEATURE_NOT_SUPPORTED, "did:jwk: keys of kind " + unsupported.kind());
            }
            return new Resolution.Resolved(
                    document(did, jwk, ((VerificationKey.Usable) key).publicKey()),
                    ResolutionMetadata.DID_DOCUMENT,
                    DocumentMetadata.NONE);
        } catch (MalformedDidException e) {
            return new Resolution.Failed(ResolutionError.INVALID_DID, String.valueOf(e.getMessage()));
        }
    }

    private static DidDocument document(Did did, ObjectNode jwk, PublicKey key) {
        JsonNode use = jwk.path("use");
        ObjectNode method = Json.object();
        method.put("id", methodOf(did).toString());
        method.put("type", "JsonWebKey2020");
        method.put("controller", did.toString());
        method.set("publicKeyJwk", jwk);
        return DidDocument.describing(did)
                .contexts("https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1")
                .method(method, KeyUses.narrowed(KeyUses.of(key), use.asText()))
                .build();
    }
}
