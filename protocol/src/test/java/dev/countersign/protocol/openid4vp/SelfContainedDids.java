package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;

/** DIDs whose key is in their name, as far as the vectors need them: did:jwk, and did:key with Ed25519. */
final class SelfContainedDids implements DidKeys {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    @Override
    public Verification<PublicKey> find(String didUrl) {
        String did = didUrl.substring(0, didUrl.indexOf('#'));
        String fragment = didUrl.substring(didUrl.indexOf('#') + 1);
        if (did.startsWith("did:jwk:") && fragment.equals("0")) {
            byte[] jwk = Base64Url.decode(did.substring("did:jwk:".length()));
            return Verification.verified(PublicJwk.parse(Json.parse(jwk)).toPublicKey());
        }
        if (did.equals("did:key:" + fragment) && fragment.startsWith("z6Mk")) {
            byte[] multikey = base58(fragment.substring(1));
            var jwk = Json.object()
                    .put("kty", "OKP")
                    .put("crv", "Ed25519")
                    .put("x", Base64Url.encode(Arrays.copyOfRange(multikey, 2, multikey.length)));
            return Verification.verified(PublicJwk.parse(jwk).toPublicKey());
        }
        return Verification.rejected(RejectionReason.CLIENT_INVALID, "no such verification method");
    }

    private static byte[] base58(String text) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(BASE58.indexOf(text.charAt(i))));
        }
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
