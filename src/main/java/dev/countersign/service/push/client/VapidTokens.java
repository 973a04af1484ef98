package dev.countersign.service.push.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.ApplicationServerKey;
import dev.countersign.service.push.PushEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells push services who we are (RFC 8292): one signed token for each origin, used again until shortly before it
 * expires.
 */
@ApplicationScoped
class VapidTokens {
    /** RFC 8292 section 2: not more than 24 hours. */
    static final Duration LIFETIME = Duration.ofHours(12);

    /** So long before its end a token is made anew: other people's clocks differ. */
    static final Duration MARGIN = Duration.ofHours(1);

    /** Endpoints are named by wallets; nobody may fill the memory with origins. */
    private static final int MAX_ORIGINS = 1_000;

    private record Token(String jwt, String key, Instant renewAt) {}

    private final OrganisationKeys keys;
    private final ApplicationServerKey publicKey;
    private final Optional<String> contact;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    VapidTokens(
            OrganisationKeys keys,
            ApplicationServerKey publicKey,
            @ConfigProperty(name = "countersign.push.contact") Optional<String> contact,
            PublicUrl publicUrl,
            Clock clock) {
        this.keys = keys;
        this.publicKey = publicKey;
        this.contact =
                contact.or(() -> Optional.of(publicUrl.uri().toString()).filter(url -> url.startsWith("https:")));
        this.clock = clock;
    }

    /** Returns the value of the {@code Authorization} header for this endpoint (RFC 8292 section 3). */
    String authorization(PushEndpoint endpoint) {
        Instant now = clock.instant();
        String key = publicKey.value();
        if (tokens.size() > MAX_ORIGINS) {
            tokens.clear();
        }
        Token token = tokens.compute(
                endpoint.origin(),
                (origin, known) -> known != null && known.key().equals(key) && now.isBefore(known.renewAt())
                        ? known
                        : make(origin, key, now));
        return "vapid t=" + token.jwt() + ", k=" + key;
    }

    /** Forgets the token for an origin that refused it. */
    void refused(PushEndpoint endpoint) {
        tokens.remove(endpoint.origin());
    }

    private Token make(String origin, String key, Instant now) {
        Instant expiresAt = now.plus(LIFETIME);
        ObjectNode claims = Json.object().put("aud", origin).put("exp", expiresAt.getEpochSecond());
        contact.ifPresent(uri -> claims.put("sub", uri));
        Jws jwt = Jws.sign(Json.object().put("typ", "JWT"), Json.print(claims), keys.signer(KeyUse.VAPID));
        return new Token(jwt.compact(), key, expiresAt.minus(MARGIN));
    }
}
