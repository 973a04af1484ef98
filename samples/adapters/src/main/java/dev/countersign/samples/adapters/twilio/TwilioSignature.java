package dev.countersign.samples.adapters.twilio;

import dev.countersign.samples.adapters.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Twilio-Signature} of a form: HMAC-SHA-1, keyed with the account's auth token, over the URL that Twilio was told and
 * every parameter in the order of its name, name and value joined.
 */
final class TwilioSignature {
    private static final String ALGORITHM = "HmacSHA1";

    private final byte[] authToken;

    TwilioSignature(String authToken) {
        this.authToken = authToken.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether the request is Twilio's. */
    boolean isOf(String signature, String url, Map<String, String> form) {
        return Secrets.same(signature, of(url, form));
    }

    String of(String url, Map<String, String> form) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(authToken, ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has HMAC-SHA-1", e);
        }
    }
}
