package dev.countersign.protocol.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The claims of a key binding JWT that tie it to transaction data (OpenID4VP 1.0 appendix B.3.3.1), both directions. */
public final class TransactionDataHashes {
    private static final String WHERE = "OpenID4VP 1.0 B.3.3.1";
    private static final String HASHES = "transaction_data_hashes";
    private static final String HASHES_ALG = "transaction_data_hashes_alg";

    private TransactionDataHashes() {}

    /**
     * Returns the claims for what one credential authorises, in the order of the request.
     *
     * @throws IllegalArgumentException when there is nothing to authorise, or no hash function that all objects accept
     */
    public static ObjectNode claims(List<TransactionData> authorised) {
        ObjectNode claims = Json.object();
        TransactionHash hash = common(authorised);
        ArrayNode hashes = claims.putArray(HASHES);
        authorised.forEach(data -> hashes.add(hash.over(data)));
        if (authorised.stream().anyMatch(data -> data.hashAlgorithms().isPresent())) {
            claims.put(HASHES_ALG, hash.wireName());
        }
        return claims;
    }

    /**
     * Judges whether the answer authorises everything that was asked, and nothing else.
     *
     * @param asked with the exact strings that were sent
     * @param keyBindings claims of the verified key binding JWTs, by the id of the credential query they answer
     * @return the objects that were asked, each authorised by a credential it was addressed to
     */
    public static Verification<List<TransactionData>> check(
            List<TransactionData> asked, Map<String, List<ObjectNode>> keyBindings) {
        Set<TransactionData> authorised = new HashSet<>();
        for (Map.Entry<String, List<ObjectNode>> answers : keyBindings.entrySet()) {
            List<TransactionData> addressed = asked.stream()
                    .filter(data -> data.credentialIds().contains(answers.getKey()))
                    .collect(Collectors.toList());
            for (ObjectNode claims : answers.getValue()) {
                try {
                    authorised.addAll(authorised(addressed, claims));
                } catch (MalformedInputException e) {
                    return Verification.rejected(RejectionReason.TRANSACTION_DATA_MISMATCH, e.getMessage());
                }
            }
        }
        if (!authorised.containsAll(asked)) {
            return Verification.rejected(
                    RejectionReason.TRANSACTION_DATA_MISMATCH, WHERE + ": an object that was asked has no hash");
        }
        return Verification.verified(List.copyOf(asked));
    }

    /** Returns those of the objects whose hash one key binding carries; a hash of anything else is refused. */
    private static Set<TransactionData> authorised(List<TransactionData> addressed, ObjectNode json) {
        JsonMembers claims = JsonMembers.of(json, WHERE);
        if (!claims.has(HASHES)) {
            if (claims.has(HASHES_ALG)) {
                throw new MalformedInputException(WHERE + ": " + HASHES_ALG + " without hashes");
            }
            return Set.of();
        }
        List<String> hashes = claims.texts(HASHES);
        Optional<String> named = claims.optionalText(HASHES_ALG);
        TransactionHash hash = named.map(name -> TransactionHash.of(name)
                        .orElseThrow(() -> new MalformedInputException(WHERE + ": " + HASHES_ALG + " is unknown")))
                .orElse(TransactionHash.SHA_256);
        if (hashes.isEmpty()) {
            throw new MalformedInputException(WHERE + ": " + HASHES + " (expected: at least one)");
        }
        Set<TransactionData> found = new HashSet<>();
        for (String value : hashes) {
            found.add(match(addressed, hash, value));
        }
        for (TransactionData data : found) {
            // The function must be echoed when the request named any, so that both sides know which one was meant.
            if (!data.accepts(hash) || (data.hashAlgorithms().isPresent() && !named.isPresent())) {
                throw new MalformedInputException(WHERE + ": " + HASHES_ALG + " (expected: one that was offered)");
            }
        }
        if (found.size() != hashes.size()) {
            throw new MalformedInputException(WHERE + ": " + HASHES + ": one twice (expected: one for each object)");
        }
        return found;
    }

    private static TransactionData match(List<TransactionData> addressed, TransactionHash hash, String value) {
        // Hashes of public strings: nothing is secret, no need of constant time.
        for (TransactionData data : addressed) {
            if (hash.over(data).equals(value)) {
                return data;
            }
        }
        throw new MalformedInputException(WHERE + ": " + HASHES + ": of something that was not asked");
    }

    /** Returns the offered functions that are ours, in the order of the offer; sha-256 when none was named. */
    static List<TransactionHash> supported(TransactionData data) {
        List<TransactionHash> supported = new ArrayList<>();
        for (String name : data.hashAlgorithms().orElse(List.of(TransactionHash.SHA_256.wireName()))) {
            TransactionHash.of(name).ifPresent(supported::add);
        }
        return supported;
    }

    private static TransactionHash common(List<TransactionData> authorised) {
        if (authorised.isEmpty()) {
            throw new IllegalArgumentException("authorised: none (expected: at least one)");
        }
        for (TransactionHash hash : supported(authorised.get(0))) {
            if (authorised.stream().allMatch(data -> data.accepts(hash))) {
                return hash;
            }
        }
        throw new IllegalArgumentException("transaction_data_hashes_alg: none in common");
    }

    /** Returns whether a key binding carries any claim about transaction data. */
    public static boolean present(JsonNode keyBindingClaims) {
        return keyBindingClaims.has(HASHES) || keyBindingClaims.has(HASHES_ALG);
    }
}
