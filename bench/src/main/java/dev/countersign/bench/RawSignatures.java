package dev.countersign.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.jose.Jws;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** The two P-256 verifications of one presentation and nothing else: bytes and keys lie ready. */
final class RawSignatures {
    private final PublicKey issuerKey;
    private final PublicKey holderKey;
    private final byte[] credentialInput;
    private final byte[] credentialSignature;
    private final byte[] bindingInput;
    private final byte[] bindingSignature;

    RawSignatures(Presentations.Exchange exchange, PublicKey issuerKey) {
        this.issuerKey = issuerKey;
        this.holderKey = exchange.holder().getPublic();
        Jws credential = exchange.presented().issuerJwt();
        Jws binding = exchange.presented().keyBinding().orElseThrow();
        this.credentialInput = input(credential);
        this.credentialSignature = signature(credential);
        this.bindingInput = input(binding);
        this.bindingSignature = signature(binding);
    }

    boolean verify() throws GeneralSecurityException {
        return verify(issuerKey, credentialInput, credentialSignature)
                && verify(holderKey, bindingInput, bindingSignature);
    }

    private static boolean verify(PublicKey key, byte[] input, byte[] der) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(key);
        signature.update(input);
        return signature.verify(der);
    }

    private static byte[] input(Jws jws) {
        String compact = jws.compact();
        return compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] signature(Jws jws) {
        try {
            String compact = jws.compact();
            return ECDSA.transcodeSignatureToDER(Base64Url.decode(compact.substring(compact.lastIndexOf('.') + 1)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
