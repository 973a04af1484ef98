package dev.countersign.wallet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.protocol.wallet.PushSubscription;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/** The keys with which what is pushed to this wallet is encrypted (RFC 8291). The push service cannot read it. */
public final class PushKeys {
    /** Largest body of a push, in bytes (RFC 8030 section 7.2). */
    public static final int MAX_BODY_BYTES = 4_096;

    private static final int AUTH_BYTES = 16;
    private static final int COORDINATE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair pair;
    private final byte[] auth;

    private PushKeys(KeyPair pair, byte[] auth) {
        this.pair = pair;
        this.auth = auth;
    }

    /** Makes new keys. */
    public static PushKeys generate() {
        byte[] auth = new byte[AUTH_BYTES];
        RANDOM.nextBytes(auth);
        return new PushKeys(Keys.generate(SignatureAlgorithm.ES256), auth);
    }

    /** Returns what the organisation needs to push to this endpoint by Web Push. */
    public PushSubscription subscription(URI endpoint) {
        return subscription(new PushSubscription.Address(PushPlatform.WEB_PUSH, endpoint.toString()));
    }

    /**
     * Returns what the organisation needs to push to this wallet, on whatever platform. The app hands what comes in to
     * {@link #open}: the body of a Web Push or UnifiedPush, the member {@code p} of an FCM or APNs message out of base64url.
     */
    public PushSubscription subscription(PushSubscription.Address address) {
        return new PushSubscription(address, Base64Url.encode(publicPoint()), Base64Url.encode(auth));
    }

    /**
     * Decrypts and reads one pushed body ({@code aes128gcm}, RFC 8188).
     *
     * @param body untrusted
     * @return what it says; still untrusted, for whoever knows the subscription can push
     */
    public Verification<InboxEvent> open(byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            return Verification.rejected(RejectionReason.MALFORMED, "RFC 8030 7.2: larger than 4096 bytes");
        }
        try {
            byte[] plaintext = new WebPushHybridDecrypt.Builder()
                    .withAuthSecret(auth)
                    .withRecipientPublicKey(publicPoint())
                    .withRecipientPrivateKey((ECPrivateKey) pair.getPrivate())
                    .build()
                    .decrypt(body, null);
            return Verification.verified(InboxEvent.parsePushed(Json.parse(plaintext)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Verification.rejected(RejectionReason.ENCRYPTION_INVALID, "RFC 8291 4: it does not decrypt");
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private byte[] publicPoint() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = 4;
        copy(key.getW().getAffineX().toByteArray(), point, 1);
        copy(key.getW().getAffineY().toByteArray(), point, 1 + COORDINATE_BYTES);
        return point;
    }

    private static void copy(byte[] number, byte[] target, int from) {
        byte[] significant = number.length > COORDINATE_BYTES
                ? Arrays.copyOfRange(number, number.length - COORDINATE_BYTES, number.length)
                : number;
        System.arraycopy(significant, 0, target, from + COORDINATE_BYTES - significant.length, significant.length);
    }

    /** Returns what a store keeps; secret. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("auth", Base64Url.encode(auth));
        json.set("key", Keys.toPrivateJwk(pair));
        return json;
    }

    /**
     * Reads what {@link #toJson} printed.
     *
     * @throws MalformedInputException when it is something else
     */
    public static PushKeys fromStore(ObjectNode json) {
        JsonMembers members = JsonMembers.of(json, "wallet: push keys");
        return new PushKeys(Keys.parsePrivateJwk(members.object("key").json()), Base64Url.decode(members.text("auth")));
    }

    @Override
    public String toString() {
        return "PushKeys";
    }
}
