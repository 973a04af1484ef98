package dev.countersign.service.access;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Hashes passwords with Argon2id (RFC 9106): 19 MiB, two passes, one lane. */
@ApplicationScoped
public class Passwords {
    /** Shortest password that is accepted, in characters. */
    public static final int MIN_CHARS = 12;

    /** Longest password that is accepted, in characters. */
    public static final int MAX_CHARS = 128;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 4;
    private static final int PARTS = 3;

    private final Random random;

    /** Bounds the memory that people who are not signed in can make us use. */
    private final Semaphore permits = new Semaphore(AT_ONCE);

    Passwords(Random random) {
        this.random = random;
    }

    /** Returns a random password of 20 characters, about 115 bits. */
    public String generate() {
        String alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(alphabet.charAt(random.below(alphabet.length())));
        }
        return password.toString();
    }

    /** Returns the hash to store. */
    public String hash(String password) {
        byte[] salt = random.bytes(SALT_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "argon2id$" + base64.encodeToString(salt) + "$" + base64.encodeToString(argon2(password, salt));
    }

    /** Returns whether the password is the one that was hashed, in constant time. */
    public boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != PARTS || !parts[0].equals("argon2id")) {
            throw new IllegalStateException("a stored password hash is of an unknown kind");
        }
        byte[] expected = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(
                expected, argon2(password, Base64.getDecoder().decode(parts[1])));
    }

    private byte[] argon2(String password, byte[] salt) {
        if (!permits.tryAcquire()) {
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many people sign in at this moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(MEMORY_KIB)
                    .withIterations(PASSES)
                    .withParallelism(LANES)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[HASH_BYTES];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            permits.release();
        }
    }
}
