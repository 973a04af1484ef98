package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and continues logs of did:webvh (did:webvh 1.0, "Create", "Update", "Deactivate").
 *
 * <p>What it returns was verified as a resolver would; what a resolver would refuse is an {@link IllegalArgumentException}
 * that names the {@link WebVhFault}. Nothing is published here: first the witness proofs, if any are needed, then the log.
 */
public final class WebVhController {
    // Stands for the hash while the first document is described. Letters of a DID, unlike the mark of the
    // specification.
    private static final String DRAFT_SCID = "SCID-OF-THE-DRAFT";

    private final Clock clock;
    private final DidWebLocation hosts;

    /** Makes one for public hosts. */
    public WebVhController(Clock clock) {
        this(clock, DidWebLocation.PUBLIC_HTTPS);
    }

    private WebVhController(Clock clock, DidWebLocation hosts) {
        this.clock = clock;
        this.hosts = hosts;
    }

    /** Returns one that, for development on one machine, also makes DIDs of {@code http://localhost:8080} and the like. */
    public WebVhController allowingLoopbackHttp() {
        return new WebVhController(clock, DidWebLocation.PUBLIC_HTTPS_AND_LOOPBACK_HTTP);
    }

    /**
     * Makes a DID and the first entry of its log.
     *
     * @param base where it will be published, as {@code https://bank.example} or {@code https://example.com/banks/one}
     * @param describe makes the document for the DID; asked with a draft of it, whose hash is then replaced everywhere
     * @param rules the first parameters; without {@code updateKeys} the signer's key is the only one
     * @throws MalformedDidException when no such DID can be
     */
    public WebVhLog create(URI base, Function<Did, DidDocument> describe, WebVhChange rules, ProofSigner signer) {
        Did draft = didAt(base, DRAFT_SCID);
        ObjectNode parameters = Json.object();
        parameters.put("method", WebVhParameterRules.METHOD).put("scid", WebVhEntry.SCID_MARK);
        parameters.putArray("updateKeys").add(signer.multikey());
        parameters.setAll(rules.parameters());
        ObjectNode preliminary = Json.object();
        String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        preliminary.put("versionId", WebVhEntry.SCID_MARK).put("versionTime", time);
        preliminary.set("parameters", parameters);
        preliminary.set("state", Json.parseObject(describe.apply(draft).toJson()));
        // "Create" 5.1 and 5.2
        String marked = Json.compact(preliminary).replace(DRAFT_SCID, WebVhEntry.SCID_MARK);
        String scid = WebVhEntry.scidOf(marked);
        ObjectNode first = parse(marked.replace(WebVhEntry.SCID_MARK, scid));
        Draft entry = new Draft(time, object(first, "parameters"), object(first, "state"));
        return append(WebVhLog.empty(), scid, entry, signer);
    }

    /**
     * Adds an entry.
     *
     * @param signer a key of the log's {@code updateKeys}; under pre-rotation one that the former entry promised
     * @throws IllegalArgumentException when the rules of the log do not allow it
     */
    public WebVhLog update(WebVhLog log, WebVhChange change, ProofSigner signer) {
        ObjectNode state = change.document()
                .map(document -> Json.parseObject(document.toJson()))
                .orElseGet(log::state);
        if (change.base().isPresent()) {
            state = moved(state, log.did(), didAt(change.base().get(), WebVhLocation.scid(log.did())));
        }
        return append(log, log.versionId(), new Draft(timeAfter(log), change.parameters(), state), signer);
    }

    /**
     * Gives up the DID: no key can change it any more. Under pre-rotation that takes two entries ("Deactivate").
     *
     * @throws IllegalArgumentException when the rules of the log do not allow it
     */
    public WebVhLog deactivate(WebVhLog log, ProofSigner signer) {
        WebVhLog before = log.parameters().preRotation()
                ? update(
                        log,
                        WebVhChange.nothing()
                                .updateKeys(List.of(signer.publicKey()))
                                .nextKeys(List.of()),
                        signer)
                : log;
        return update(before, WebVhChange.nothing().updateKeys(List.of()).deactivated(), signer);
    }

    /** An entry before it has a hash and a proof. */
    private record Draft(String versionTime, ObjectNode parameters, ObjectNode state) {}

    private WebVhLog append(WebVhLog log, String formerVersionId, Draft draft, ProofSigner signer) {
        WebVhEntry.Hashes hashes = WebVhEntry.Hashes.of(draft.parameters(), draft.state(), draft.versionTime());
        WebVhEntry.VersionId versionId = new WebVhEntry.VersionId(
                log.versionNumber() + 1, Multihash.ofDigest(hashes.withVersionId(formerVersionId)));
        ObjectNode proof = DataIntegrityProof.make(
                signer, hashes.withVersionId(versionId.toString()), Instant.parse(draft.versionTime()));
        WebVhEntry.Signed signed = new WebVhEntry.Signed(draft.state(), proof);
        try {
            return log.with(
                    WebVhEntry.line(versionId, draft.versionTime(), draft.parameters(), signed), clock.instant());
        } catch (WebVhRefusal e) {
            throw new IllegalArgumentException("did:webvh: " + e.fault() + ": " + e.detail(), e);
        }
    }

    // Strictly after the former entry, even when two are made within a second.
    private String timeAfter(WebVhLog log) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant next = log.versionTime().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return (now.isBefore(next) ? next : now).toString();
    }

    private Did didAt(URI base, String scid) {
        return new Did(WebVhLocation.METHOD, scid + ":" + hosts.didAt(base).id());
    }

    // "DID Portability": the new name everywhere, and the old one among the other names.
    private static ObjectNode moved(ObjectNode state, Did from, Did to) {
        // Not where the old DID is only the start of another.
        Pattern old = Pattern.compile(Pattern.quote(from.toString()) + "(?![A-Za-z0-9._:%-])");
        String text = old.matcher(Json.compact(state)).replaceAll(Matcher.quoteReplacement(to.toString()));
        ObjectNode renamed = parse(text);
        Set<String> names = new LinkedHashSet<>();
        renamed.path("alsoKnownAs").forEach(name -> names.add(name.asText()));
        names.remove(to.toString());
        names.add(from.toString());
        ArrayNode alsoKnownAs = renamed.putArray("alsoKnownAs");
        names.forEach(alsoKnownAs::add);
        return renamed;
    }

    private static ObjectNode parse(String json) {
        return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode object(ObjectNode entry, String member) {
        if (entry.get(member) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalStateException(member + " was an object a moment ago");
    }
}
