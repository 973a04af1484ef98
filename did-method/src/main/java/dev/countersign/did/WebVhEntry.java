package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a log of did:webvh, read and not yet believed. */
record WebVhEntry(
        VersionId versionId,
        String versionTimeText,
        Instant versionTime,
        ObjectNode parameters,
        ObjectNode state,
        List<JsonNode> proofs) {
    static final String SCID_MARK = "{SCID}";

    private static final int MEMBERS = 5;
    private static final int MAX_PROOFS = 10;
    private static final Pattern UTC =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(?:Z|\\+00:00)");

    /** A version's number and the hash of its entry, as {@code 1-Qm...}. */
    record VersionId(int number, String hash) {
        // No leading zero, one dash: one text for one version.
        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})-([1-9A-HJ-NP-Za-km-z]{46})");

        static VersionId parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new WebVhRefusal(WebVhFault.VERSION_NUMBER, "versionId (expected: number, dash, hash)");
            }
            return new VersionId(Integer.parseInt(matcher.group(1)), matcher.group(2));
        }

        @Override
        public String toString() {
            return number + "-" + hash;
        }
    }

    static WebVhEntry parse(byte[] line) {
        ObjectNode entry;
        try {
            entry = Json.parseObject(line);
        } catch (MalformedDidException e) {
            throw new WebVhRefusal(WebVhFault.MALFORMED_ENTRY, String.valueOf(e.getMessage()));
        }
        if (!entry.has("proof")) {
            throw new WebVhRefusal(WebVhFault.PROOF_FORM, "proof: missing");
        }
        if (!entry.path("versionId").isTextual()
                || !entry.path("versionTime").isTextual()
                || !(entry.get("parameters") instanceof ObjectNode parameters)
                || !(entry.get("state") instanceof ObjectNode state)
                || entry.size() != MEMBERS) {
            throw new WebVhRefusal(
                    WebVhFault.MALFORMED_ENTRY,
                    "members (expected: versionId, versionTime, parameters, state, proof and no others)");
        }
        String time = entry.get("versionTime").textValue();
        return new WebVhEntry(
                VersionId.parse(entry.get("versionId").textValue()),
                time,
                instant(time),
                parameters,
                state,
                proofs(entry.get("proof")));
    }

    /** Returns the hash that stands in the version id, for an entry that follows this one ("Generate Entry Hash"). */
    String entryHash(String formerVersionId, Hashes hashes) {
        return Multihash.ofDigest(hashes.withVersionId(formerVersionId));
    }

    /** Returns what the proofs are over: the hash of the entry without them. */
    byte[] proofHash(Hashes hashes) {
        return hashes.withVersionId(versionId.toString());
    }

    Hashes hashes() {
        return Hashes.of(parameters, state, versionTimeText);
    }

    /** Returns what the identifier must be when this is the first entry ("Verify SCID"). */
    String scid(String claimed) {
        ObjectNode preliminary = Json.object();
        preliminary.put("versionId", SCID_MARK);
        preliminary.put("versionTime", versionTimeText);
        preliminary.set("parameters", parameters);
        preliminary.set("state", state);
        return scidOf(Json.compact(preliminary).replace(claimed, SCID_MARK));
    }

    static String scidOf(String preliminary) {
        return Multihash.of(Jcs.canonical(preliminary));
    }

    /** Returns the line, without its line feed. */
    static byte[] line(VersionId versionId, String versionTime, ObjectNode parameters, Signed signed) {
        ObjectNode entry = Json.object();
        entry.put("versionId", versionId.toString());
        entry.put("versionTime", versionTime);
        entry.set("parameters", parameters);
        entry.set("state", signed.state());
        entry.putArray("proof").add(signed.proof());
        return Json.print(entry);
    }

    /** A document and the proof of the entry that it stands in. */
    record Signed(ObjectNode state, ObjectNode proof) {}

    /**
     * The canonical form of an entry up to its version id. In JCS the members stand as parameters, state, versionId,
     * versionTime: so the two hashes of an entry differ in the tail only, and what is long is canonicalised once.
     */
    static final class Hashes {
        private final byte[] upToVersionId;
        private final String versionTime;

        private Hashes(byte[] upToVersionId, String versionTime) {
            this.upToVersionId = upToVersionId;
            this.versionTime = versionTime;
        }

        static Hashes of(ObjectNode parameters, ObjectNode state, String versionTime) {
            ObjectNode front = Json.object();
            front.set("parameters", parameters);
            front.set("state", state);
            return new Hashes(Jcs.canonical(front), versionTime);
        }

        byte[] withVersionId(String versionId) {
            MessageDigest digest = Multihash.sha256();
            digest.update(upToVersionId, 0, upToVersionId.length - 1);
            // Both texts are of a form that needs no escape.
            String tail = ",\"versionId\":\"" + versionId + "\",\"versionTime\":\"" + versionTime + "\"}";
            return digest.digest(tail.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Instant instant(String text) {
        Matcher matcher = UTC.matcher(text);
        try {
            if (matcher.matches()) {
                return Instant.parse(matcher.group(1) + "Z");
            }
        } catch (DateTimeException e) {
            throw new WebVhRefusal(WebVhFault.VERSION_TIME_FORMAT, "versionTime (expected: a time that there is)");
        }
        throw new WebVhRefusal(WebVhFault.VERSION_TIME_FORMAT, "versionTime (expected: ISO 8601, UTC)");
    }

    private static List<JsonNode> proofs(JsonNode value) {
        List<JsonNode> proofs = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(proofs::add);
        } else {
            proofs.add(value);
        }
        if (proofs.isEmpty() || proofs.size() > MAX_PROOFS) {
            throw new WebVhRefusal(WebVhFault.PROOF_FORM, "proof (expected: 1 to " + MAX_PROOFS + ")");
        }
        return proofs;
    }
}
