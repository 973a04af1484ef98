package dev.countersign.service.trust;

import dev.countersign.did.CachingDidResolver;
import dev.countersign.did.Did;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.RateLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Resolves DIDs for whoever asks, within what strangers may cost us.
 *
 * <p>It goes out by the guarded client, so that nobody sees through us what only we can reach. It has a memory and a budget
 * of its own: what strangers ask neither displaces nor delays what the verification of a call needs. Our own DID is answered
 * from what we know.
 */
@ApplicationScoped
public class PublicResolution {
    private static final Set<String> OFFLINE = Set.of("key", "jwk");
    private static final Duration MADE_FROM_THE_DID = Duration.ofDays(1);

    private final CachingDidResolver documents;
    private final OrganisationDid organisation;
    private final RateLimit<String> requests;
    private final RateLimit<PublicResolution> fetches;

    PublicResolution(
            RemoteDocuments remote,
            PublicUrl publicUrl,
            OrganisationDid organisation,
            Clock clock,
            @ConfigProperty(name = "countersign.resolver.requests-per-minute", defaultValue = "120")
                    int requestsPerMinute,
            @ConfigProperty(name = "countersign.resolver.fetches-per-minute", defaultValue = "300")
                    int fetchesPerMinute) {
        this.documents =
                new CachingDidResolver(DidResolution.methods(remote, publicUrl, clock), DidResolution.POLICY, clock);
        this.organisation = organisation;
        this.requests = new RateLimit<>(requestsPerMinute, clock);
        this.fetches = new RateLimit<>(fetchesPerMinute, clock);
    }

    /**
     * Lets one more request of this caller pass.
     *
     * @throws Problem too-many-requests with the time to wait
     */
    public void admit(CallerAddress caller) {
        requests.take(caller.network()).ifPresent(wait -> {
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many DIDs were asked for from this address.")
                    .retryAfter(wait);
        });
    }

    /**
     * Returns what became of the DID.
     *
     * @throws Problem too-many-requests when it would take a fetch, and all callers together caused too many
     */
    public Resolution resolve(Did did, ResolutionOptions options) {
        Optional<Resolution> own = organisation.resolve(did, options);
        if (own.isPresent()) {
            return own.get();
        }
        if (!OFFLINE.contains(did.method())
                && documents.remembered(did, options).isEmpty()) {
            fetches.take(this).ifPresent(wait -> {
                throw new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many documents of others were asked for.")
                        .retryAfter(wait);
            });
        }
        return documents.resolve(did, options);
    }

    /** Returns how long others may keep what was resolved. */
    public Duration lifetime(Did did) {
        return OFFLINE.contains(did.method()) ? MADE_FROM_THE_DID : DidResolution.POLICY.lifetime();
    }
}
