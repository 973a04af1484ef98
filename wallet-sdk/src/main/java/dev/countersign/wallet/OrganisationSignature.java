package dev.countersign.wallet;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.openid4vp.DidKeys;
import java.net.URI;
import java.security.PublicKey;

/**
 * Whose signature a text of an organisation must carry: by a key of its DID, in its name or that of its address.
 *
 * @param base of its endpoints for wallets
 */
record OrganisationSignature(String did, URI base) {
    /** Judges a text by the key that was found. */
    interface Reader<T> {
        Verification<T> read(PublicKey key, String issuer);
    }

    /**
     * Finds the key that the text names, and judges by it.
     *
     * @param compact untrusted
     */
    <T> Verification<T> verify(String compact, DidKeys keys, Reader<T> reader) {
        try {
            Jws jws = Jws.parse(compact);
            String named = jws.keyId().orElse("");
            String didUrl = named.startsWith("did:") ? named : did + "#" + named;
            String claimed = jws.claims().path("iss").asText("");
            String issuer = isItsAddress(claimed) ? claimed : did;
            if (!didUrl.startsWith(did + "#")) {
                return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "kid is of somebody else");
            }
            return keys.find(didUrl).then(key -> reader.read(key, issuer));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, "not signed (expected: a JWS)");
        }
    }

    private boolean isItsAddress(String issuer) {
        String address = issuer.endsWith("/") ? issuer : issuer + "/";
        return base.toString().equals(address + "wallet/v1/");
    }
}
