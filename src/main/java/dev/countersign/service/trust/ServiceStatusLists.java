package dev.countersign.service.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.protocol.statuslist.VerifiedStatusListToken;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.OwnStatusLists;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Status lists: our own as they stand at this moment, those of others fetched, verified and remembered for as long as they
 * allow.
 *
 * <p>What is unreachable, expired or not signed by somebody we trust is unavailable: neither valid nor revoked follows.
 */
@ApplicationScoped
public class ServiceStatusLists implements StatusLists {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final int MAX_OWN_TOKENS = 64;

    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;
    private final Iterable<OwnStatusLists> own;
    private final RemoteStatusLists remote;
    private final Clock clock;

    // Inflating a list costs milliseconds; one text is always one list.
    private final Cache<String, VerifiedStatusListToken> ownTokens =
            Caffeine.newBuilder().maximumSize(MAX_OWN_TOKENS).build();

    @Inject
    ServiceStatusLists(
            OrganisationKeys keys,
            PublicUrl publicUrl,
            @Any Instance<OwnStatusLists> own,
            RemoteStatusLists remote,
            Clock clock) {
        this(keys, publicUrl, (Iterable<OwnStatusLists>) own, remote, clock);
    }

    ServiceStatusLists(
            OrganisationKeys keys,
            PublicUrl publicUrl,
            Iterable<OwnStatusLists> own,
            RemoteStatusLists remote,
            Clock clock) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.own = own;
        this.remote = remote;
        this.clock = clock;
    }

    @Override
    public Lookup find(URI list) {
        Instant now = clock.instant();
        Optional<VerifiedStatusListToken> token = isOwn(list) ? ownToken(list, now) : remote.find(list);
        return token.filter(found -> isCurrent(found, now))
                .<Lookup>map(Found::new)
                .orElseGet(() -> new Unavailable(RETRY_AFTER));
    }

    private boolean isOwn(URI list) {
        return list.toString().startsWith(publicUrl.uri() + "/");
    }

    private Optional<VerifiedStatusListToken> ownToken(URI list, Instant now) {
        return StreamSupport.stream(own.spliterator(), false)
                .flatMap(lists -> lists.token(list).stream())
                .findFirst()
                .map(compact -> ownTokens.get(compact, text -> verified(text, list, now)));
    }

    private @Nullable VerifiedStatusListToken verified(String compact, URI list, Instant now) {
        try {
            StatusListToken token = StatusListToken.parse(compact);
            Optional<Verification<VerifiedStatusListToken>> verdict =
                    ownKey(token).map(key -> token.verify(key, list, now));
            return verdict.isPresent()
                            && verdict.get() instanceof Verification.Verified<VerifiedStatusListToken> verified
                    ? verified.value()
                    : null;
        } catch (MalformedInputException e) {
            return null;
        }
    }

    private Optional<PublicKey> ownKey(StatusListToken token) {
        Optional<String> keyId = token.keyId();
        return keys.publicKeys(KeyUse.STATUS_LIST).stream()
                .filter(key -> keyId.isPresent() && key.keyId().equals(keyId))
                .findFirst()
                .map(PublicJwk::toPublicKey);
    }

    // "Expires at t" means of no use at t.
    private static boolean isCurrent(VerifiedStatusListToken token, Instant now) {
        return token.expiresAt().filter(expiry -> !now.isBefore(expiry)).isEmpty();
    }
}
