package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Optional;

/**
 * did:key: the DID is the key, and needs nobody to resolve it.
 *
 * <p>Ed25519, P-256, P-384, P-521 and secp256k1 sign; X25519 agrees; other kinds are refused by name. A key for encryption
 * is derived from one for signatures only where {@link #derivingEncryptionKeys} was asked for. A version
 * ({@code did:key:1:z...}) is refused: the grammar of the method has none.
 *
 * <p>Three deviations from the text. An X25519 key is listed for agreement, not for signatures, which it cannot make. A key
 * of the wrong length or off its curve is {@link ResolutionError#INVALID_DID}, because DID Resolution has none of did:key's
 * own codes. And the name of a key ends in its multibase text, as every example shows, not in its multicodec number.
 */
public final class DidKey implements DidMethod {
    private final EncryptionKeys encryptionKeys;

    private enum EncryptionKeys {
        NONE,
        DERIVED
    }

    /** Makes one that derives no keys. */
    public DidKey() {
        this(EncryptionKeys.NONE);
    }

    private DidKey(EncryptionKeys encryptionKeys) {
        this.encryptionKeys = encryptionKeys;
    }

    /**
     * Returns one that lists a second key in the documents of Ed25519 keys: the X25519 key derived from it, for agreement
     * ({@code enableEncryptionKeyDerivation}). Whoever signs with the first can then also read what is encrypted to the
     * second; where two keys are to be had, two keys are better.
     */
    public DidKey derivingEncryptionKeys() {
        return new DidKey(EncryptionKeys.DERIVED);
    }

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

    // did:key, Document Creation Algorithm
    private DidDocument document(Did did, PublicKey key) {
        DidDocumentBuilder document = DidDocument.describing(did)
                .contexts("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
                .method(method(did, did.id()), KeyUses.ofDidKey(key));
        if (encryptionKeys == EncryptionKeys.DERIVED) {
            // did:key, Derive Encryption Key Algorithm: of Ed25519 only.
            OctetKey.of(key)
                    .filter(kind -> kind == OctetKey.ED25519)
                    .map(kind -> OctetKey.X25519.key(EdwardsPoint.toMontgomery(kind.rawBytes(key))))
                    .ifPresent(derived -> document.method(
                            method(did, Multikey.print(derived)), EnumSet.of(VerificationRelationship.KEY_AGREEMENT)));
        }
        return document.build();
    }

    private static ObjectNode method(Did did, String multibase) {
        return Json.object()
                .put("id", DidUrl.of(did, multibase).toString())
                .put("type", "Multikey")
                .put("controller", did.toString())
                .put("publicKeyMultibase", multibase);
    }
}
