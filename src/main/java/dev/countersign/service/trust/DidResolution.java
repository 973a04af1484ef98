package dev.countersign.service.trust;

import dev.countersign.did.CachePolicy;
import dev.countersign.did.CachingDidResolver;
import dev.countersign.did.Did;
import dev.countersign.did.DidJwk;
import dev.countersign.did.DidKey;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidWeb;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentNotFoundException;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhLimits;
import dev.countersign.did.WebVhPrefixes;
import dev.countersign.did.WebVhWitnessProofs;
import dev.countersign.service.platform.OutboundHttp.Use;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Resolves DIDs, remembering documents of others for five minutes.
 *
 * <p>did:key and did:jwk need no network; did:web and did:webvh go out by the guarded client. In the development posture, and only
 * there, {@code did:web:localhost%3A8080} is known too.
 */
@ApplicationScoped
public class DidResolution implements DidResolver {
    /** When asking again makes sense after a host did not answer. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** For how long documents of others are believed unseen. */
    static final CachePolicy POLICY = CachePolicy.of(1_000, Duration.ofMinutes(5), RETRY_AFTER);

    private static final int MAX_LOGS = 1_000;

    /** Verifying a log costs about a second of processor time for every 10,000 entries. */
    private static final WebVhLimits LOG_LIMITS = new WebVhLimits(4 * 1024 * 1024, WebVhWitnessProofs.MAX_BYTES);

    private static final Duration SECOND_LOOK = Duration.ofSeconds(30);
    private static final RemoteDocuments.Wanted MEDIA_TYPES = new RemoteDocuments.Wanted(
            Use.DID_DOCUMENT, "application/did, application/did+json, application/json;q=0.9, text/jsonl;q=0.9");

    private final CachingDidResolver documents;

    DidResolution(RemoteDocuments remote, PublicUrl publicUrl, Clock clock) {
        this.documents = new CachingDidResolver(methods(remote, publicUrl, clock), POLICY, clock);
    }

    /** Returns a resolver of all methods that we know, which remembers nothing. */
    static DidResolver methods(RemoteDocuments remote, PublicUrl publicUrl, Clock clock) {
        DocumentFetcher documents = (uri, maxBytes) -> fetch(remote, uri, maxBytes);
        DidWeb web = new DidWeb(documents);
        DidWebVh webVh = new DidWebVh(documents, clock)
                .remembering(WebVhPrefixes.inMemory(MAX_LOGS))
                .within(LOG_LIMITS);
        return publicUrl.development()
                ? DidResolver.of(new DidKey(), new DidJwk(), web.allowingLoopbackHttp(), webVh.allowingLoopbackHttp())
                : DidResolver.of(new DidKey(), new DidJwk(), web, webVh);
    }

    @Override
    public Resolution resolve(Did did, ResolutionOptions options) {
        return documents.resolve(did, options);
    }

    /**
     * Resolves without regard to what is remembered, for whoever must learn of a change at once. What is found is
     * remembered for others.
     */
    public Resolution resolveAnew(Did did) {
        return documents.resolvedWithin(did, ResolutionOptions.LATEST, Duration.ZERO);
    }

    /** What is known of a key that a DID URL names. */
    public sealed interface KeyLookup {
        /** The document lists it for the purpose. */
        record Found(PublicKey key) implements KeyLookup {}

        /** There is no such key for this purpose, or no such DID can be. */
        record Unknown() implements KeyLookup {}

        /** It cannot be known now. */
        record Unavailable(Duration retryAfter) implements KeyLookup {}
    }

    /** Finds the key of exactly this name for exactly this purpose. A document that lacks it is looked at a second time. */
    public KeyLookup key(DidUrl name, VerificationRelationship purpose) {
        KeyLookup found = key(resolve(name.did()), name, purpose);
        if (found instanceof KeyLookup.Unknown) {
            // The key may be newer than what we remember.
            return key(documents.resolvedWithin(name.did(), ResolutionOptions.LATEST, SECOND_LOOK), name, purpose);
        }
        return found;
    }

    private static KeyLookup key(Resolution resolution, DidUrl name, VerificationRelationship purpose) {
        if (resolution instanceof Resolution.Resolved resolved) {
            Optional<PublicKey> key = resolved.document().key(name, purpose);
            return key.isPresent() ? new KeyLookup.Found(key.get()) : new KeyLookup.Unknown();
        }
        // A host that answers nonsense, or nothing, says nothing about who presents a credential.
        if (resolution instanceof Resolution.Failed failed && failed.error().mayPass()) {
            return new KeyLookup.Unavailable(RETRY_AFTER);
        }
        return new KeyLookup.Unknown();
    }

    private static byte[] fetch(RemoteDocuments remote, URI uri, int maxBytes) throws IOException {
        try {
            return remote.get(uri, MEDIA_TYPES, maxBytes).body();
        } catch (FileNotFoundException e) {
            throw new DocumentNotFoundException(String.valueOf(e.getMessage()));
        }
    }
}
