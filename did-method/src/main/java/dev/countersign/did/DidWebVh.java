package dev.countersign.did;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * did:webvh 1.0: the document lies on a web server, with a log of all its versions that the server cannot rewrite.
 *
 * <p>Every entry is verified from the first, none is skipped; the time grows with the number of entries, the memory beside
 * the log's own bytes does not grow with their documents. A version is picked by id, time or number, and is returned even
 * when entries after it are wrong; the newest is not. A refusal is {@link ResolutionError#INVALID_DID} and its detail
 * starts with the {@link WebVhFault}.
 */
public final class DidWebVh implements DidMethod {
    private final DocumentFetcher fetcher;
    private final Clock clock;
    private final WebVhPrefixes prefixes;
    private final WebVhLimits limits;
    private final DidWebLocation hosts;

    /** Makes one that remembers nothing, with the usual limits, and knows public hosts under https only. */
    public DidWebVh(DocumentFetcher fetcher, Clock clock) {
        this(fetcher, clock, WebVhPrefixes.none(), WebVhLimits.DEFAULT, DidWebLocation.PUBLIC_HTTPS);
    }

    private DidWebVh(
            DocumentFetcher fetcher, Clock clock, WebVhPrefixes prefixes, WebVhLimits limits, DidWebLocation hosts) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.prefixes = prefixes;
        this.limits = limits;
        this.hosts = hosts;
    }

    /**
     * Returns one that remembers what it verified: only what was added is verified the next time, and a log that became
     * shorter or different is refused.
     */
    public DidWebVh remembering(WebVhPrefixes memory) {
        return new DidWebVh(fetcher, clock, memory, limits, hosts);
    }

    /** Returns one with other limits. */
    public DidWebVh within(WebVhLimits others) {
        return new DidWebVh(fetcher, clock, prefixes, others, hosts);
    }

    /**
     * Returns one that, for development on one machine, also knows hosts such as {@code localhost%3A8080} and asks them by
     * plain http. Never use it in production.
     */
    public DidWebVh allowingLoopbackHttp() {
        return new DidWebVh(fetcher, clock, prefixes, limits, DidWebLocation.PUBLIC_HTTPS_AND_LOOPBACK_HTTP);
    }

    @Override
    public String name() {
        return WebVhLocation.METHOD;
    }

    /**
     * Returns where the log of a did:webvh lies.
     *
     * @throws MalformedDidException when the DID names no address that may be asked
     */
    public URI logUri(Did did) {
        return WebVhLocation.of(did, hosts).log();
    }

    /**
     * Returns where the proofs of its witnesses lie.
     *
     * @throws MalformedDidException when the DID names no address that may be asked
     */
    public URI witnessProofsUri(Did did) {
        return WebVhLocation.of(did, hosts).witnessProofs();
    }

    /**
     * Returns the services that a did:webvh has without saying so, {@code #files} and {@code #whois}; a service of the same
     * name in its document overrides one (did:webvh 1.0, "DID URL Resolution").
     *
     * @throws MalformedDidException when the DID names no address that may be asked
     */
    public List<ServiceEndpoint> implicitServices(Did did) {
        return WebVhServices.implicit(did, WebVhLocation.of(did, hosts));
    }

    @Override
    public Resolution resolve(Did did, ResolutionOptions options) {
        WebVhLocation location;
        try {
            location = WebVhLocation.of(did, hosts);
        } catch (MalformedDidException e) {
            return new Resolution.Failed(ResolutionError.INVALID_DID, String.valueOf(e.getMessage()));
        }
        try {
            byte[] log = fetch(location.log(), limits.maxLogBytes());
            return resolve(did, location, log, options);
        } catch (DocumentNotFoundException e) {
            return new Resolution.Failed(ResolutionError.NOT_FOUND, "did:webvh: the host has no such log");
        } catch (IOException e) {
            return new Resolution.Failed(ResolutionError.UNREACHABLE, "did:webvh: " + e.getMessage());
        } catch (WebVhRefusal e) {
            return new Resolution.Failed(ResolutionError.INVALID_DID, e.fault() + ": " + e.detail());
        } catch (MalformedDidException e) {
            return new Resolution.Failed(ResolutionError.INVALID_DID_DOCUMENT, String.valueOf(e.getMessage()));
        }
    }

    private Resolution resolve(Did did, WebVhLocation location, byte[] log, ResolutionOptions options)
            throws IOException {
        Instant now = clock.instant();
        WebVhReading reading = prefixes.find(did)
                .map(known -> WebVhReading.after(known, log, options, now))
                .orElseGet(() -> WebVhReading.of(log, options, now));
        Optional<WebVhRefusal> refusal = reading.refusal();
        if (!reading.chain().duties().isEmpty()) {
            int witnessed = witnessedUpTo(location, reading);
            if (witnessed < reading.chain().size()) {
                refusal = Optional.of(new WebVhRefusal(
                        WebVhFault.NOT_WITNESSED,
                        "version " + (witnessed + 1) + ": approvals (expected: as many as the threshold)"));
                reading = WebVhReading.upTo(witnessed, log, options, now);
            }
        }
        if (refusal.isPresent() && !reading.selection().standsDespiteWrongEntries()) {
            throw refusal.get();
        }
        // Step 6.1
        if (!reading.chain().names().contains(did)) {
            throw new WebVhRefusal(WebVhFault.OTHER_DID, "id of the documents (expected: the DID in one of them)");
        }
        if (!refusal.isPresent()) {
            prefixes.keep(did, reading.prefix());
        }
        return outcome(did, reading);
    }

    private int witnessedUpTo(WebVhLocation location, WebVhReading reading) throws IOException {
        WebVhChain chain = reading.chain();
        WebVhWitnessProofs proofs;
        try {
            proofs = WebVhWitnessProofs.parse(fetch(location.witnessProofs(), limits.maxWitnessBytes()));
        } catch (DocumentNotFoundException e) {
            proofs = WebVhWitnessProofs.NONE;
        } catch (MalformedDidException e) {
            throw new WebVhRefusal(WebVhFault.WITNESS_FILE, String.valueOf(e.getMessage()));
        }
        return chain.duties().witnessedUpTo(proofs, chain.size());
    }

    private byte[] fetch(URI uri, int maxBytes) throws IOException {
        byte[] body = fetcher.fetch(uri, maxBytes);
        if (body.length > maxBytes) {
            throw new WebVhRefusal(WebVhFault.TOO_LARGE, "file (expected: <= " + maxBytes + " bytes)");
        }
        return body;
    }

    private static Resolution outcome(Did did, WebVhReading reading) {
        WebVhChain chain = reading.chain();
        Optional<WebVhSelection.Chosen> found = reading.selection().chosen();
        if (!found.isPresent()) {
            return new Resolution.Failed(ResolutionError.NOT_FOUND, "did:webvh: the log has no such version");
        }
        WebVhSelection.Chosen chosen = found.get();
        DidDocument document = DidDocument.of(chosen.state(), chain.names());
        DocumentMetadata metadata = new DocumentMetadata(
                chain.parameters().deactivated(),
                Optional.of(new DocumentMetadata.Version(
                        chosen.versionId().toString(), chain.created(), chosen.versionTime())),
                reading.selection()
                        .later()
                        .map(next -> new DocumentMetadata.NextVersion(
                                next.versionId().toString(), next.versionTime())),
                document.id().equals(did) ? Optional.empty() : Optional.of(document.id()),
                members(chain, chosen));
        boolean head = chosen.versionId().equals(chain.head().versionId());
        return head && metadata.deactivated()
                ? new Resolution.Deactivated(did, Optional.of(document), metadata)
                : new Resolution.Resolved(document, ResolutionMetadata.DID_DOCUMENT, metadata);
    }

    // "Read (Resolve)": numbers stand as strings, because DID Resolution has no integers among the metadata.
    private static Map<String, Object> members(WebVhChain chain, WebVhSelection.Chosen chosen) {
        WebVhParameters parameters = chain.parameters();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("versionTime", chosen.versionTime().toString());
        members.put("scid", chain.scid());
        members.put("portable", parameters.portable());
        members.put("ttl", String.valueOf(parameters.ttlSeconds()));
        if (parameters.witnesses().threshold() > 0) {
            List<Map<String, Object>> witnesses = new ArrayList<>();
            for (Did witness : parameters.witnesses().witnesses()) {
                witnesses.add(Map.of("id", witness.toString()));
            }
            Map<String, Object> witness = new LinkedHashMap<>();
            witness.put("threshold", String.valueOf(parameters.witnesses().threshold()));
            witness.put("witnesses", witnesses);
            members.put("witness", witness);
        }
        if (!parameters.watchers().isEmpty()) {
            members.put("watchers", parameters.watchers());
        }
        return members;
    }
}
