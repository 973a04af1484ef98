package dev.countersign.service.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidDocumentBuilder;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidWeb;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who we are to others: the did:web of the public URL, its document, and the metadata of our issuer.
 *
 * <p>Keys of all ages are in both: what an older key signed can still be verified. Each is listed for what it is used for
 * and nothing else; in the DID its name is its key id.
 */
@ApplicationScoped
public class OrganisationDid {
    private static final Map<KeyUse, VerificationRelationship> PURPOSES = new EnumMap<>(Map.of(
            KeyUse.VERIFIER, VerificationRelationship.AUTHENTICATION,
            KeyUse.ISSUER, VerificationRelationship.ASSERTION_METHOD,
            KeyUse.STATUS_LIST, VerificationRelationship.ASSERTION_METHOD,
            KeyUse.RECEIPT, VerificationRelationship.ASSERTION_METHOD));

    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;
    private final Did did;

    OrganisationDid(OrganisationKeys keys, PublicUrl publicUrl) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.did = didOf(publicUrl);
    }

    /** Returns our DID. */
    public Did did() {
        return did;
    }

    /** Returns the name of the newest key of a use, for the header {@code kid}. */
    public DidUrl keyName(KeyUse use) {
        return keyName(keys.publicKey(use));
    }

    /** Returns our DID document. */
    public DidDocument document() {
        DidDocumentBuilder document =
                DidDocument.describing(did).alsoKnownAs(publicUrl.uri().toString());
        PURPOSES.forEach((use, purpose) ->
                keys.publicKeys(use).forEach(key -> document.key(fragment(key), key.toPublicKey(), Set.of(purpose))));
        return document.build();
    }

    /**
     * Returns the metadata of our issuer (SD-JWT VC section 5.1). The keys of status lists are among them: whoever verifies
     * our lists finds them by our issuer.
     */
    public ObjectNode issuerMetadata() {
        List<PublicJwk> published = new ArrayList<>(keys.publicKeys(KeyUse.ISSUER));
        published.addAll(keys.publicKeys(KeyUse.STATUS_LIST));
        ObjectNode metadata = Json.object().put("issuer", publicUrl.uri().toString());
        metadata.set("jwks", new JwkSet(published).toJson());
        return metadata;
    }

    private DidUrl keyName(PublicJwk key) {
        return DidUrl.of(did, fragment(key));
    }

    private static String fragment(PublicJwk key) {
        return key.keyId().orElseGet(key::thumbprint);
    }

    private static Did didOf(PublicUrl publicUrl) {
        DidWeb web = new DidWeb((uri, maxBytes) -> {
            throw new IOException("only names are made here");
        });
        return (publicUrl.development() ? web.allowingLoopbackHttp() : web).didAt(publicUrl.uri());
    }
}
