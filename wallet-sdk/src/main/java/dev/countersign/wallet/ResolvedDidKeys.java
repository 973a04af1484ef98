package dev.countersign.wallet;

import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vp.DidKeys;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keys of organisations, from their DID documents. */
final class ResolvedDidKeys implements DidKeys {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final DidResolver resolver;
    private final Optional<Instant> time;

    ResolvedDidKeys(DidResolver resolver) {
        this(resolver, Optional.empty());
    }

    private ResolvedDidKeys(DidResolver resolver, Optional<Instant> time) {
        this.resolver = resolver;
        this.time = time;
    }

    /** Returns the keys of this time, of DIDs that have a history; the newest ones of others. */
    ResolvedDidKeys at(Instant other) {
        return new ResolvedDidKeys(resolver, Optional.of(other));
    }

    @Override
    public Verification<PublicKey> find(String didUrl) {
        try {
            DidUrl url = DidUrl.parse(didUrl);
            Resolution resolution = resolver.resolve(url.did(), version(url.did()));
            if (resolution instanceof Resolution.Resolved resolved) {
                return key(resolved.document(), url);
            }
            return resolution instanceof Resolution.Failed failed && failed.error() == ResolutionError.UNREACHABLE
                    ? Verification.undecided(Dependency.DID_DOCUMENT, RETRY)
                    : unknown();
        } catch (MalformedDidException e) {
            return unknown();
        }
    }

    private ResolutionOptions version(Did did) {
        return time.filter(known -> did.method().equals("webvh"))
                .map(ResolutionOptions::versionTime)
                .orElse(ResolutionOptions.LATEST);
    }

    private static Verification<PublicKey> key(DidDocument document, DidUrl url) {
        Optional<PublicKey> key = document.key(url, VerificationRelationship.ASSERTION_METHOD);
        return (key.isPresent() ? key : document.key(url, VerificationRelationship.AUTHENTICATION))
                .map(Verification::verified)
                .orElseGet(ResolvedDidKeys::unknown);
    }

    private static Verification<PublicKey> unknown() {
        return Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, "the DID has no such key");
    }
}
