package dev.countersign.service.trust;

import dev.countersign.did.Did;
import dev.countersign.did.DidJwk;
import dev.countersign.did.DidKey;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidWeb;
import dev.countersign.did.DocumentNotFoundException;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.service.platform.OutboundHttp.Use;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Resolves DIDs, remembering documents of others for five minutes.
 *
 * <p>did:key and did:jwk need no network; did:web goes out by the guarded client. In the development posture, and only
 * there, {@code did:web:localhost%3A8080} is known too.
 */
@ApplicationScoped
public class DidResolution implements DidResolver {
    /** When asking again makes sense after a host did not answer. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private static final int MAX_DOCUMENTS = 1_000;
    private static final Duration DOCUMENT_LIFETIME = Duration.ofMinutes(5);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(30);
    private static final RemoteDocuments.Wanted MEDIA_TYPES = new RemoteDocuments.Wanted(
            Use.DID_DOCUMENT, "application/did, application/did+json, application/json;q=0.9");

    private final DidResolver offline = DidResolver.of(new DidKey(), new DidJwk());
    private final DidResolver online;
    private final Remembered<Did, Resolution> documents;

    DidResolution(RemoteDocuments remote, PublicUrl publicUrl, Clock clock) {
        DidWeb web = new DidWeb((uri, maxBytes) -> fetch(remote, uri, maxBytes));
        this.online = DidResolver.of(publicUrl.development() ? web.allowingLoopbackHttp() : web);
        this.documents = new Remembered<>(MAX_DOCUMENTS, clock, DidResolution::keptUntil, online::resolve);
    }

    @Override
    public Resolution resolve(Did did, ResolutionOptions options) {
        if (!did.method().equals("web")) {
            return offline.resolve(did, options);
        }
        return options.equals(ResolutionOptions.LATEST) ? documents.get(did) : online.resolve(did, options);
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
        if (found instanceof KeyLookup.Unknown && name.did().method().equals("web")) {
            // The key may be newer than what we remember.
            return key(documents.fetchedWithin(name.did(), SECOND_LOOK), name, purpose);
        }
        return found;
    }

    private static KeyLookup key(Resolution resolution, DidUrl name, VerificationRelationship purpose) {
        if (resolution instanceof Resolution.Resolved resolved) {
            Optional<PublicKey> key = resolved.document().key(name, purpose);
            return key.isPresent() ? new KeyLookup.Found(key.get()) : new KeyLookup.Unknown();
        }
        if (resolution instanceof Resolution.Failed failed && isTheHostsFault(failed.error())) {
            return new KeyLookup.Unavailable(RETRY_AFTER);
        }
        return new KeyLookup.Unknown();
    }

    // A host that answers nonsense, or nothing, says nothing about who presents a credential.
    private static boolean isTheHostsFault(ResolutionError error) {
        return switch (error) {
            case UNREACHABLE, NOT_FOUND, INVALID_DID_DOCUMENT, INTERNAL_ERROR, REPRESENTATION_NOT_SUPPORTED -> true;
            case INVALID_DID, INVALID_DID_URL, INVALID_OPTIONS, METHOD_NOT_SUPPORTED, FEATURE_NOT_SUPPORTED -> false;
        };
    }

    private static Instant keptUntil(Resolution resolution, Instant fetchedAt) {
        return fetchedAt.plus(resolution instanceof Resolution.Failed ? RETRY_AFTER : DOCUMENT_LIFETIME);
    }

    private static byte[] fetch(RemoteDocuments remote, URI uri, int maxBytes) throws IOException {
        try {
            return remote.get(uri, MEDIA_TYPES, maxBytes).body();
        } catch (FileNotFoundException e) {
            throw new DocumentNotFoundException(String.valueOf(e.getMessage()));
        }
    }
}
