package dev.countersign.service.issuance;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The values that key proofs are made with (OpenID4VCI section 7).
 *
 * <p>A nonce carries its own expiry and a keyed hash: giving them out writes nothing, so whoever asks for millions fills
 * no table. That each is used once is what {@link UsedNonces} sees to.
 */
@ApplicationScoped
public class Nonces {
    /** How long a nonce is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final String DOMAIN = "issuance.c_nonce";
    private static final int RANDOM_BYTES = 16;
    private static final int BODY_BYTES = Long.BYTES + RANDOM_BYTES;
    private static final int HASH_BYTES = 32;

    private final KeyedHash keyedHash;
    private final Random random;
    private final Clock clock;

    Nonces(KeyedHash keyedHash, Random random, Clock clock) {
        this.keyedHash = keyedHash;
        this.random = random;
        this.clock = clock;
    }

    /** Returns a new nonce. */
    public String make() {
        byte[] body = ByteBuffer.allocate(BODY_BYTES)
                .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
                .put(random.bytes(RANDOM_BYTES))
                .array();
        return Base64Url.encode(ByteBuffer.allocate(BODY_BYTES + HASH_BYTES)
                .put(body)
                .put(hash(body))
                .array());
    }

    /** Returns whether we gave out this nonce and it has not expired; not whether it was used. */
    boolean isGood(String nonce) {
        try {
            byte[] bytes = Base64Url.decode(nonce);
            if (bytes.length != BODY_BYTES + HASH_BYTES) {
                return false;
            }
            byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
            byte[] hash = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
            return MessageDigest.isEqual(hash, hash(body)) && clock.instant().isBefore(expiryOf(body));
        } catch (MalformedInputException e) {
            return false;
        }
    }

    private static Instant expiryOf(byte[] body) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(body).getLong());
    }

    private byte[] hash(byte[] body) {
        return keyedHash.hash(DOMAIN, Base64Url.encode(body));
    }
}
