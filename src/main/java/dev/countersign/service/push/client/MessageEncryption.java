package dev.countersign.service.push.client;

import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import dev.countersign.service.push.PushSubscription;
import java.security.GeneralSecurityException;

/** Message encryption for Web Push (RFC 8291): only the subscriber can read it, the push service cannot. */
final class MessageEncryption {
    /** RFC 8291 section 4: push services need not take more than this. */
    private static final int RECORD_BYTES = 4_096;

    private MessageEncryption() {}

    /**
     * Encrypts for one subscriber with a fresh sender key and a fresh salt.
     *
     * @param plaintext at most 3,993 bytes
     * @return a body of content coding {@code aes128gcm} (RFC 8188), one record
     */
    static byte[] encrypt(byte[] plaintext, PushSubscription to) {
        try {
            return new WebPushHybridEncrypt.Builder()
                    .withRecordSize(RECORD_BYTES)
                    .withAuthSecret(to.auth())
                    .withRecipientPublicKey(to.p256dh())
                    .build()
                    .encrypt(plaintext, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the subscription's keys were checked when it was made", e);
        }
    }
}
