package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The approvals of witnesses: the file {@code did-witness.json} beside a log (did:webvh 1.0, "The Witness Proofs File").
 *
 * <p>Immutable. What it holds is believed only against a log. Publish it before the log whose newest entry it approves.
 */
public final class WebVhWitnessProofs {
    /** Largest file that is read, in bytes: about 600 proofs, of which a well-kept file has two for each witness. */
    public static final int MAX_BYTES = Json.MAX_BYTES;

    /** No approvals. */
    public static final WebVhWitnessProofs NONE = new WebVhWitnessProofs(Map.of());

    // By version id, in the order of the file.
    private final Map<String, List<ObjectNode>> proofs;

    private WebVhWitnessProofs(Map<String, List<ObjectNode>> proofs) {
        this.proofs = proofs;
    }

    /**
     * Reads the file. Single proofs may be broken; they count for nothing.
     *
     * @throws MalformedDidException when the file as a whole is not of the form
     */
    public static WebVhWitnessProofs parse(byte[] json) {
        Map<String, List<ObjectNode>> proofs = new LinkedHashMap<>();
        for (JsonNode item : Json.parseArray(json)) {
            String versionId = Json.text(item.get("versionId"), "did:webvh: versionId of witness proofs");
            JsonNode list = item.path("proof");
            List<ObjectNode> ofVersion = proofs.computeIfAbsent(versionId, id -> new ArrayList<>());
            for (JsonNode proof : list.isArray() ? list : List.of(list)) {
                if (proof instanceof ObjectNode object) {
                    ofVersion.add(object);
                }
            }
        }
        return new WebVhWitnessProofs(proofs);
    }

    static WebVhWitnessProofs of(String versionId, ObjectNode proof) {
        return new WebVhWitnessProofs(Map.of(versionId, List.of(proof)));
    }

    /** Returns these and those. */
    public WebVhWitnessProofs and(WebVhWitnessProofs others) {
        Map<String, Set<ObjectNode>> joined = new LinkedHashMap<>();
        proofs.forEach((id, list) ->
                joined.computeIfAbsent(id, each -> new LinkedHashSet<>()).addAll(list));
        others.proofs.forEach((id, list) ->
                joined.computeIfAbsent(id, each -> new LinkedHashSet<>()).addAll(list));
        Map<String, List<ObjectNode>> lists = new LinkedHashMap<>();
        joined.forEach((id, set) -> lists.put(id, new ArrayList<>(set)));
        return new WebVhWitnessProofs(lists);
    }

    /** Returns the file. */
    public byte[] toJson() {
        ArrayNode file = Json.array();
        proofs.forEach((id, list) -> {
            if (!list.isEmpty()) {
                file.addObject().put("versionId", id).putArray("proof").addAll(list);
            }
        });
        return Json.print(file);
    }

    /** Returns what a witness signs for a version: the hash of an object that names it. */
    static byte[] documentHash(String versionId) {
        return Multihash.sha256().digest(Jcs.canonical(Json.object().put("versionId", versionId)));
    }

    /**
     * Returns the number of the newest version with a good proof by this witness; 0 when there is none.
     *
     * @param numbers the number of a version of the log, 0 for what is not in it
     */
    int newestBy(Did witness, ToIntFunction<String> numbers) {
        PublicKey key;
        try {
            key = ((VerificationKey.Usable) Multikey.parse(witness.id())).publicKey();
        } catch (MalformedDidException e) {
            // Of the form of a key, and no point of the curve: nobody can sign for it.
            return 0;
        }
        return proofs.keySet().stream()
                .filter(id -> numbers.applyAsInt(id) > 0)
                .sorted(Comparator.comparingInt(numbers).reversed())
                .filter(id -> isApproved(id, witness, key))
                .mapToInt(numbers)
                .findFirst()
                .orElse(0);
    }

    private boolean isApproved(String versionId, Did witness, PublicKey key) {
        byte[] hash = documentHash(versionId);
        return proofs.getOrDefault(versionId, List.of()).stream().anyMatch(node -> {
            try {
                DataIntegrityProof proof = DataIntegrityProof.parse(node);
                return proof.multikey().equals(witness.id()) && proof.proves(key, hash);
            } catch (MalformedDidException e) {
                // Skipped, as the text says: one broken proof does not undo the others.
                return false;
            }
        });
    }
}
