package dev.countersign.did;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * did:web: the document lies on a web server, and is as trustworthy as that server and its certificate.
 *
 * <p>Nothing is cached here. What the host's name resolves to is the {@link DocumentFetcher}'s to check.
 */
public final class DidWeb implements DidMethod {
    private final DocumentFetcher fetcher;
    private final DidWebLocation location;

    /** Makes one that knows public hosts under https only. */
    public DidWeb(DocumentFetcher fetcher) {
        this(fetcher, DidWebLocation.PUBLIC_HTTPS);
    }

    private DidWeb(DocumentFetcher fetcher, DidWebLocation location) {
        this.fetcher = fetcher;
        this.location = location;
    }

    /**
     * Returns one that, for development on one machine, also knows {@code did:web:localhost%3A8080} and fetches it by plain
     * http. Everybody on the machine can answer for such a DID: never use it in production.
     */
    public DidWeb allowingLoopbackHttp() {
        return new DidWeb(fetcher, DidWebLocation.PUBLIC_HTTPS_AND_LOOPBACK_HTTP);
    }

    /**
     * Returns the DID of the subject whose document lies at or under this address.
     *
     * @param base {@code https}, as {@code https://bank.example} or {@code https://example.com/banks/one}
     * @throws MalformedDidException when no such DID can be resolved here
     */
    public Did didAt(URI base) {
        return location.didAt(base);
    }

    /**
     * Returns where the document of a did:web lies.
     *
     * @throws MalformedDidException when the DID names no address that may be asked
     */
    public URI documentUri(Did did) {
        return location.documentUri(did);
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public Resolution resolve(Did did, ResolutionOptions options) {
        Optional<Resolution> refused = options.refusedBy(this);
        if (refused.isPresent()) {
            return refused.get();
        }
        URI uri;
        try {
            uri = location.documentUri(did);
        } catch (MalformedDidException e) {
            return new Resolution.Failed(ResolutionError.INVALID_DID, String.valueOf(e.getMessage()));
        }
        try {
            DidDocument document = DidDocument.parse(fetcher.fetch(uri, DidDocument.MAX_BYTES));
            if (!document.id().equals(did)) {
                return new Resolution.Failed(
                        ResolutionError.INVALID_DID_DOCUMENT, "did:web: id of the document (expected: the DID)");
            }
            return new Resolution.Resolved(document, ResolutionMetadata.DID_DOCUMENT, DocumentMetadata.NONE);
        } catch (DocumentNotFoundException e) {
            return new Resolution.Failed(ResolutionError.NOT_FOUND, "did:web: the host has no such document");
        } catch (IOException e) {
            return new Resolution.Failed(ResolutionError.UNREACHABLE, "did:web: " + e.getMessage());
        } catch (MalformedDidException e) {
            return new Resolution.Failed(ResolutionError.INVALID_DID_DOCUMENT, String.valueOf(e.getMessage()));
        }
    }
}
