package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.Optional;

/**
 * did:key: the DID is the key, and needs nobody to resolve it.
 *
 * <p>Ed25519, P-256, P-384 and P-521 sign; X25519 agrees; other kinds are refused by name. A key for encryption is never
 * derived from one for signatures.
 */
public final class DidKey implements DidMethod {
    /** Returns the DID of a key. */
    public static Did of(PublicKey key) {
        return new Did("key", Multikey.print(key));
    }

    /** Returns the name of the one key in the document of a did:key. */
    public static DidUrl methodOf(Did did) {
        return DidUrl.of(did, did.id());
    }

    @Override
    public String name() {
        return "key";
    }

    @Override
    public Resolution resolve(Did did, ResolutionOptions options) {
        Optional<Resolution> refused = options.refusedBy(this);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            VerificationKey key = Multikey.parse(did.id());
            if (key instanceof VerificationKey.Unsupported unsupported) {
                return new Resolution.Failed(
                        ResolutionError.FEATURE_NOT_SUPPORTED, "did:key: keys of kind " + unsupported.kind());
            }
            return new Resolution.Resolved(
                    document(did, ((VerificationKey.Usable) key).publicKey()),
                    ResolutionMetadata.DID_DOCUMENT,
                    DocumentMetadata.NONE);
        } catch (MalformedDidException e) {
            return new Resolution.Failed(ResolutionError.INVALID_DID, String.valueOf(e.getMessage()));
        }
    }

    private static DidDocument document(Did did, PublicKey key) {
        ObjectNode method = Json.object();
        method.put("id", methodOf(did).toString());
        method.put("type", "Multikey");
        method.put("controller", did.toString());
        method.put("publicKeyMultibase", did.id());
        return DidDocument.describing(did)
                .contexts("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
                .method(method, KeyUses.ofDidKey(key))
                .build();
    }
}
