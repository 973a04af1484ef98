package dev.countersign.service.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.service.platform.OutboundHttp.Use;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The keys that issuers publish at {@code /.well-known/jwt-vc-issuer} (SD-JWT VC section 5), remembered for five minutes. */
@ApplicationScoped
class IssuerMetadataKeys {
    /** Where the metadata lies, before the path of the issuer. */
    static final String WELL_KNOWN = "/.well-known/jwt-vc-issuer";

    private static final Logger LOG = Logger.getLogger(IssuerMetadataKeys.class);
    private static final RemoteDocuments.Wanted JSON =
            new RemoteDocuments.Wanted(Use.ISSUER_METADATA, "application/json");
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_ISSUERS = 1_000;
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final RemoteDocuments remote;
    private final Remembered<IssuerId, Optional<JwkSet>> keys;

    IssuerMetadataKeys(RemoteDocuments remote, Clock clock) {
        this.remote = remote;
        this.keys = new Remembered<>(MAX_ISSUERS, clock, IssuerMetadataKeys::keptUntil, this::fetch);
    }

    /**
     * Returns the key of this name; without a name the only key of an issuer that has one.
     *
     * @param issuer one that is trusted
     * @param keyId header {@code kid}; untrusted
     */
    IssuerKeys.Lookup find(IssuerId issuer, Optional<String> keyId) {
        IssuerKeys.Lookup found = find(keys.get(issuer), keyId);
        // The key may be newer than what we remember.
        return found instanceof IssuerKeys.Unknown ? find(keys.fetchedWithin(issuer, SECOND_LOOK), keyId) : found;
    }

    private static IssuerKeys.Lookup find(Optional<JwkSet> known, Optional<String> keyId) {
        if (known.isEmpty()) {
            return new IssuerKeys.Unavailable(RETRY_AFTER);
        }
        JwkSet set = known.get();
        Optional<PublicJwk> key = keyId.isPresent() ? set.find(keyId.get()) : only(set.keys());
        return key.filter(IssuerMetadataKeys::isForSignatures)
                .<IssuerKeys.Lookup>map(jwk -> new IssuerKeys.Found(jwk.toPublicKey()))
                .orElseGet(IssuerKeys.Unknown::new);
    }

    private static Optional<PublicJwk> only(List<PublicJwk> keys) {
        return keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty();
    }

    // RFC 7517 4.2
    private static boolean isForSignatures(PublicJwk key) {
        return key.member("use").orElse("sig").equals("sig");
    }

    private static Instant keptUntil(Optional<JwkSet> keys, Instant fetchedAt) {
        return fetchedAt.plus(keys.isPresent() ? LIFETIME : RETRY_AFTER);
    }

    /** Empty when they cannot be had: an issuer's broken server says nothing about who presents its credential. */
    private Optional<JwkSet> fetch(IssuerId issuer) {
        try {
            ObjectNode metadata = Json.parseObject(
                    remote.get(metadataUri(issuer), JSON, MAX_BYTES).body());
            // SD-JWT VC 5.1: MUST be identical, else anybody's metadata would do.
            if (!metadata.path("issuer").asText().equals(issuer.value())) {
                throw new MalformedInputException("SD-JWT VC 5.1: issuer (expected: the one that was asked for)");
            }
            return Optional.of(JwkSet.parse(keySet(metadata)));
        } catch (IOException | MalformedInputException e) {
            LOG.warnf("keys of issuer %s: %s", issuer, e.getMessage());
            return Optional.empty();
        }
    }

    // SD-JWT VC 5.1: jwks or jwks_uri, and not both.
    private JsonNode keySet(ObjectNode metadata) throws IOException {
        JsonNode inline = metadata.get("jwks");
        JsonNode elsewhere = metadata.get("jwks_uri");
        if ((inline == null) == (elsewhere == null)) {
            throw new MalformedInputException("SD-JWT VC 5.1: keys (expected: either jwks or jwks_uri)");
        }
        if (inline != null) {
            return inline;
        }
        try {
            return Json.parseObject(
                    remote.get(new URI(elsewhere.asText()), JSON, MAX_BYTES).body());
        } catch (URISyntaxException e) {
            throw new MalformedInputException("SD-JWT VC 5.1: jwks_uri (expected: a URI)", e);
        }
    }

    // SD-JWT VC 5: between host and path; a slash at the end is dropped first.
    static URI metadataUri(IssuerId issuer) {
        URI uri = issuer.uri();
        String path = uri.getRawPath().endsWith("/")
                ? uri.getRawPath().substring(0, uri.getRawPath().length() - 1)
                : uri.getRawPath();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + WELL_KNOWN + path);
    }
}
