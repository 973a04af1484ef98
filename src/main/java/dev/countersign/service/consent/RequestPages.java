package dev.countersign.service.consent;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Optional;

/**
 * The pages that bring a request to a customer who got no push: a picture to scan for who sits at a computer, a link for who
 * holds the phone. Their address is short, for a chat or a text message, and says nothing about anybody.
 */
@ApplicationScoped
public class RequestPages {
    /** Path of the pages below the public URL. */
    public static final String PATH = "/r/";

    private final Challenges challenges;
    private final PublicUrl publicUrl;
    private final Random random;

    RequestPages(Challenges challenges, PublicUrl publicUrl, Random random) {
        this.challenges = challenges;
        this.publicUrl = publicUrl;
        this.random = random;
    }

    PageToken newToken() {
        return new PageToken(Base64Url.encode(random.bytes(PageToken.BYTES)));
    }

    /** Returns the page's address. */
    public URI address(Ask ask) {
        return publicUrl.resolve(PATH + ask.page().value());
    }

    /** Returns the challenge whose page this is; empty when there is none, or {@code token} is no token. */
    @Transactional
    public Optional<ConsentChallenge> find(String token) {
        try {
            return challenges.find(new PageToken(token));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }
}
