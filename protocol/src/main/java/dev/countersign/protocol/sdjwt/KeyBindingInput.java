package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.jose.JwsSigner;
import java.time.Instant;

/**
 * What a holder binds a presentation to.
 *
 * @param holderKey the key that the credential is bound to
 * @param extraClaims further claims of the KB-JWT, such as transaction data hashes; none of the claims above
 */
public record KeyBindingInput(
        JwsSigner holderKey, Audience audience, Nonce nonce, Instant issuedAt, ObjectNode extraClaims) {

    /** Copies the extra claims. */
    public KeyBindingInput {
        for (String name : new String[] {"iat", "aud", "nonce", Rfc9901.SD_HASH}) {
            if (extraClaims.has(name)) {
                throw new IllegalArgumentException("extra claims: " + name + " is not an extra claim");
            }
        }
        extraClaims = extraClaims.deepCopy();
    }

    @Override
    public ObjectNode extraClaims() {
        return extraClaims.deepCopy();
    }

    /** Tells neither nonce nor claims. */
    @Override
    public String toString() {
        return "KeyBindingInput[" + audience + ", " + issuedAt + "]";
    }
}
