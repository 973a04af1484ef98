package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * A whole log of did:webvh whose entries are verified: made by {@link #verify}, or by a {@link WebVhController}.
 *
 * <p>That its witnesses approved it is another matter: {@link #verify} asks for it, a controller's new log must still get
 * it; see {@link #isWitnessed}. Immutable.
 */
public final class WebVhLog {
    private final byte[] jsonl;
    private final WebVhChain chain;
    private final ObjectNode state;

    private WebVhLog(byte[] jsonl, WebVhChain chain, ObjectNode state) {
        this.jsonl = jsonl;
        this.chain = chain;
        this.state = state;
    }

    /**
     * Verifies a log, as a resolver does, and that its witnesses approved all of it.
     *
     * @param jsonl the file {@code did.jsonl}; untrusted
     * @param proofs the file {@code did-witness.json}; {@link WebVhWitnessProofs#NONE} when there is none
     */
    public static WebVhVerification verify(byte[] jsonl, WebVhWitnessProofs proofs, Clock clock) {
        WebVhVerification entries = verifyEntries(jsonl, clock);
        return entries instanceof WebVhVerification.Verified good && !good.log().isWitnessed(proofs)
                ? new WebVhVerification.Rejected(
                        WebVhFault.NOT_WITNESSED, "approvals (expected: as many as the threshold, for every entry)")
                : entries;
    }

    /**
     * Verifies a log but for its witnesses: for those who approve a log, or wait for it to be approved. Nobody else may
     * believe it.
     *
     * @param jsonl as above
     */
    public static WebVhVerification verifyEntries(byte[] jsonl, Clock clock) {
        if (jsonl.length > WebVhLimits.DEFAULT.maxLogBytes()) {
            return new WebVhVerification.Rejected(
                    WebVhFault.TOO_LARGE, "log (expected: <= " + WebVhLimits.DEFAULT.maxLogBytes() + " bytes)");
        }
        WebVhReading reading = WebVhReading.of(jsonl, ResolutionOptions.LATEST, clock.instant());
        Optional<WebVhRefusal> refusal = reading.refusal();
        if (refusal.isPresent()) {
            return new WebVhVerification.Rejected(
                    refusal.get().fault(), refusal.get().detail());
        }
        return new WebVhVerification.Verified(new WebVhLog(
                jsonl.clone(),
                reading.chain(),
                reading.selection().chosen().map(WebVhSelection.Chosen::state).orElseGet(Json::object)));
    }

    static WebVhLog empty() {
        return new WebVhLog(new byte[0], new WebVhChain(), Json.object());
    }

    /** Returns the log with one more entry, verified as anybody would. */
    WebVhLog with(byte[] line, Instant now) {
        WebVhEntry entry = WebVhEntry.parse(line);
        WebVhChain longer = chain.copy();
        longer.append(entry, now);
        ByteArrayOutputStream all = new ByteArrayOutputStream(jsonl.length + line.length + 2);
        all.write(jsonl, 0, jsonl.length);
        if (jsonl.length > 0 && jsonl[jsonl.length - 1] != '\n') {
            all.write('\n');
        }
        all.write(line, 0, line.length);
        all.write('\n');
        return new WebVhLog(all.toByteArray(), longer, entry.state());
    }

    /** Returns whether enough witnesses approved every entry that needs it. */
    public boolean isWitnessed(WebVhWitnessProofs proofs) {
        return chain.duties().witnessedUpTo(proofs, chain.size()) == chain.size();
    }

    /** Returns the DID, as the newest entry has it. */
    public Did did() {
        return chain.head().id();
    }

    /** Returns the id of the newest version, as {@code 1-Qm...}. */
    public String versionId() {
        return chain.head().versionId().toString();
    }

    /** Returns how many versions there are. */
    public int versionNumber() {
        return chain.size();
    }

    /** Returns when the newest version was made. */
    public Instant versionTime() {
        return chain.head().versionTime();
    }

    /** Returns the rules that the log is under now. */
    public WebVhParameters parameters() {
        return chain.parameters();
    }

    /**
     * Returns the newest document.
     *
     * @throws MalformedDidException when what the log holds breaks a rule of DID Core
     */
    public DidDocument document() {
        return DidDocument.of(state, chain.names());
    }

    /**
     * Returns the document of the did:web at the same place, for resolvers that do not know did:webvh ("Publishing a
     * Parallel did:web DID"). It is as trustworthy as its host, and no more.
     *
     * @throws MalformedDidException when what the log holds breaks a rule of DID Core
     */
    public DidDocument parallelDidWeb() {
        return WebVhServices.parallelDidWeb(
                state, did(), WebVhLocation.of(did(), DidWebLocation.PUBLIC_HTTPS_AND_LOOPBACK_HTTP));
    }

    /** Returns the file {@code did.jsonl}. */
    public byte[] toJsonl() {
        return jsonl.clone();
    }

    String formerVersionId() {
        return chain.head().formerVersionId();
    }

    ObjectNode state() {
        return state.deepCopy();
    }
}
