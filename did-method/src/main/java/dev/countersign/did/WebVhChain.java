package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a log entry by entry (did:webvh 1.0, "Read (Resolve)") and holds what the next entry must follow on from; no
 * documents. Not for several threads at once.
 */
final class WebVhChain {
    /** How far a log's clock may be ahead of ours. */
    static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    private static final int MAX_KEYS = 200;

    private final WitnessDuties duties;
    private final Set<Did> names;
    private final Map<String, PublicKey> keys = new HashMap<>();
    private String scid = "";
    private @Nullable Head head;
    private Instant created = Instant.EPOCH;
    private WebVhParameters parameters = WebVhParameters.DEFAULT;

    /**
     * The newest entry.
     *
     * @param formerVersionId what it follows on: the SCID, when it is the first
     */
    record Head(WebVhEntry.VersionId versionId, String formerVersionId, Instant versionTime, Did id) {}

    WebVhChain() {
        this.duties = new WitnessDuties();
        this.names = new LinkedHashSet<>();
    }

    private WebVhChain(WebVhChain other) {
        this.duties = other.duties.copy();
        this.names = new LinkedHashSet<>(other.names);
        this.scid = other.scid;
        this.head = other.head;
        this.created = other.created;
        this.parameters = other.parameters;
    }

    WebVhChain copy() {
        return new WebVhChain(this);
    }

    int size() {
        return head == null ? 0 : head.versionId().number();
    }

    Head head() {
        if (head == null) {
            throw new WebVhRefusal(WebVhFault.EMPTY_LOG, "no entries (expected: one or more)");
        }
        return head;
    }

    String scid() {
        return scid;
    }

    Instant created() {
        return created;
    }

    WebVhParameters parameters() {
        return parameters;
    }

    WitnessDuties duties() {
        return duties;
    }

    /** Returns the DIDs that the entries had, in their order. */
    Set<Did> names() {
        return Collections.unmodifiableSet(names);
    }

    /**
     * Takes the next entry, or throws and stays as it was.
     *
     * @param now by our clock
     */
    void append(WebVhEntry entry, Instant now) {
        if (parameters.deactivated()) {
            throw new WebVhRefusal(WebVhFault.AFTER_DEACTIVATION, "entry (expected: none after the DID was given up)");
        }
        try {
            // Step 3.1, first of all: the most telling thing about entries that are missing or in another order.
            if (entry.versionId().number() != size() + 1) {
                throw new WebVhRefusal(WebVhFault.VERSION_NUMBER, "version number (expected: " + (size() + 1) + ")");
            }
            String firstScid = head == null ? scidOf(entry) : scid;
            // Step 1: parameters.
            WebVhParameters after = head == null
                    ? WebVhParameterRules.first(entry.parameters())
                    : WebVhParameterRules.later(parameters, entry.parameters());
            WebVhEntry.Hashes hashes = entry.hashes();
            // Step 3.3: the entry hash.
            String former = head == null ? firstScid : head.versionId().toString();
            if (!entry.entryHash(former, hashes).equals(entry.versionId().hash())) {
                throw new WebVhRefusal(WebVhFault.ENTRY_HASH, "entry hash (expected: of this entry after the former)");
            }
            // Step 2: the proofs, by an authorized key.
            verifyProofs(entry, authorizedKeys(after), hashes);
            // Step 4: the time.
            verifyTime(entry, now);
            // Step 5: the SCID.
            if (head == null && !entry.scid(firstScid).equals(firstScid)) {
                throw new WebVhRefusal(WebVhFault.SCID, "scid (expected: the hash of the first entry)");
            }
            // Step 6: whose document it is.
            Did id = subject(entry.state(), firstScid, after);
            accept(entry, id, firstScid, after);
        } catch (MalformedDidException e) {
            throw new WebVhRefusal(WebVhFault.MALFORMED_ENTRY, String.valueOf(e.getMessage()));
        }
    }

    private void accept(WebVhEntry entry, Did id, String firstScid, WebVhParameters after) {
        // "Parameters", witness: from none to some at once; from some to others, or to none, after this entry.
        WebVhWitnesses required = parameters.witnesses().threshold() > 0 ? parameters.witnesses() : after.witnesses();
        duties.add(entry.versionId(), required);
        if (head == null) {
            created = entry.versionTime();
            scid = firstScid;
        }
        names.add(id);
        parameters = after;
        String former = head == null ? firstScid : head.versionId().toString();
        head = new Head(entry.versionId(), former, entry.versionTime(), id);
    }

    private static String scidOf(WebVhEntry entry) {
        JsonNode scid = entry.parameters().path("scid");
        if (!scid.isTextual()) {
            throw new WebVhRefusal(WebVhFault.PARAMETER, "scid: missing (expected: in the first entry)");
        }
        if (!Multihash.isText(scid.textValue())) {
            throw new WebVhRefusal(WebVhFault.SCID, "scid (expected: base58btc of a SHA-256 multihash)");
        }
        return scid.textValue();
    }

    // "Authorized Keys": its own for the first entry and under pre-rotation, else those of the former entry.
    private List<String> authorizedKeys(WebVhParameters after) {
        return head == null || parameters.preRotation() ? after.updateKeys() : parameters.updateKeys();
    }

    private void verifyProofs(WebVhEntry entry, List<String> authorized, WebVhEntry.Hashes hashes) {
        byte[] hash = entry.proofHash(hashes);
        for (JsonNode node : entry.proofs()) {
            DataIntegrityProof proof;
            try {
                proof = DataIntegrityProof.parse(node);
            } catch (MalformedDidException e) {
                throw new WebVhRefusal(WebVhFault.PROOF_FORM, String.valueOf(e.getMessage()));
            }
            if (!authorized.contains(proof.multikey())) {
                throw new WebVhRefusal(
                        WebVhFault.KEY_NOT_AUTHORIZED, "key of the proof (expected: an active updateKey)");
            }
            if (!proof.proves(key(proof.multikey()), hash)) {
                throw new WebVhRefusal(WebVhFault.PROOF_SIGNATURE, "proofValue (expected: the key's signature)");
            }
        }
    }

    private PublicKey key(String multikey) {
        if (keys.size() > MAX_KEYS) {
            keys.clear();
        }
        return keys.computeIfAbsent(multikey, text -> {
            if (Multikey.parse(text) instanceof VerificationKey.Usable usable
                    && OctetKey.of(usable.publicKey())
                            .filter(kind -> kind == OctetKey.ED25519)
                            .isPresent()) {
                return usable.publicKey();
            }
            throw new WebVhRefusal(WebVhFault.PROOF_FORM, "key of the proof (expected: Ed25519)");
        });
    }

    private void verifyTime(WebVhEntry entry, Instant now) {
        if (head != null && !entry.versionTime().isAfter(head.versionTime())) {
            throw new WebVhRefusal(WebVhFault.VERSION_TIME_ORDER, "versionTime (expected: after the former entry's)");
        }
        // A time of exactly five minutes ahead is still taken.
        if (entry.versionTime().isAfter(now.plus(MAX_AHEAD))) {
            throw new WebVhRefusal(WebVhFault.VERSION_TIME_FUTURE, "versionTime (expected: not in the future)");
        }
    }

    private Did subject(ObjectNode state, String firstScid, WebVhParameters after) {
        Did id;
        try {
            id = Did.parse(Json.text(state.get("id"), "did:webvh: id of the document"));
            if (!WebVhLocation.scid(id).equals(firstScid) || id.id().indexOf(':') < 0) {
                throw new WebVhRefusal(WebVhFault.SUBJECT, "id of the document (expected: with the SCID of the log)");
            }
        } catch (MalformedDidException e) {
            throw new WebVhRefusal(WebVhFault.SUBJECT, String.valueOf(e.getMessage()));
        }
        if (head != null && !id.equals(head.id())) {
            requireLeaveToMove(state, head.id(), after);
        }
        return id;
    }

    // "DID Portability"
    private static void requireLeaveToMove(ObjectNode state, Did former, WebVhParameters after) {
        if (!after.portable()) {
            throw new WebVhRefusal(
                    WebVhFault.PORTABILITY, "id of the document (expected: the former one, not portable)");
        }
        for (JsonNode name : state.path("alsoKnownAs")) {
            if (former.toString().equals(name.textValue())) {
                return;
            }
        }
        throw new WebVhRefusal(WebVhFault.PORTABILITY, "alsoKnownAs (expected: the former DID among them)");
    }
}
