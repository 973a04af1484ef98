package dev.countersign.service.consent;

import dev.countersign.protocol.Base64Url;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The pages that show a code to be read to the agent. Their address holds a response code of 256 bits (OpenID4VP 1.0 8.2)
 * that only the answering wallet's browser gets; we keep its hash.
 */
@ApplicationScoped
public class ReadBackPages {
    /** Path of the pages below the public URL. */
    public static final String PATH = "/call/";

    private final Challenges challenges;
    private final PublicUrl publicUrl;
    private final Random random;

    ReadBackPages(Challenges challenges, PublicUrl publicUrl, Random random) {
        this.challenges = challenges;
        this.publicUrl = publicUrl;
        this.random = random;
    }

    /** An address that nobody has been given yet. */
    record Page(URI address, ResponseCodeHash hash) {
        @Override
        public String toString() {
            return "Page[]";
        }
    }

    Page make() {
        String responseCode = random.token();
        return new Page(publicUrl.resolve(PATH + responseCode), hash(responseCode));
    }

    /** Returns the challenge whose page this is; empty when there is none. */
    @Transactional
    public Optional<ConsentChallenge> find(String responseCode) {
        return challenges.find(hash(responseCode));
    }

    private static ResponseCodeHash hash(String responseCode) {
        try {
            return new ResponseCodeHash(Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(responseCode.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }
}
