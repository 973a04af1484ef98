package dev.countersign.protocol.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of the {@code transaction_data} parameter (OpenID4VP 1.0 section 5.1), with the exact string it came in:
 * that string, not the JSON in it, is what gets hashed and signed.
 */
public final class TransactionData {
    private static final String WHERE = "OpenID4VP 1.0 5.1: transaction_data";
    private static final String HASHES_ALG = "transaction_data_hashes_alg";

    private final String encoded;
    private final ObjectNode json;
    private final String type;
    private final List<String> credentialIds;
    private final Optional<List<String>> hashAlgorithms;

    private TransactionData(String encoded, ObjectNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        this.encoded = encoded;
        this.json = json;
        this.type = members.text("type");
        this.credentialIds = List.copyOf(members.texts("credential_ids"));
        this.hashAlgorithms =
                members.has(HASHES_ALG) ? Optional.of(List.copyOf(members.texts(HASHES_ALG))) : Optional.empty();
        if (credentialIds.isEmpty()) {
            throw new MalformedInputException(WHERE + ": credential_ids (expected: at least one)");
        }
        if (hashAlgorithms.filter(List::isEmpty).isPresent()) {
            throw new MalformedInputException(WHERE + ": " + HASHES_ALG + " (expected: at least one)");
        }
    }

    /**
     * Reads one string of the parameter.
     *
     * @param encoded untrusted
     * @throws MalformedInputException when it is not base64url of a JSON object with type and credential ids
     */
    public static TransactionData parse(String encoded) {
        return new TransactionData(encoded, Json.parseObject(Base64Url.decode(encoded)));
    }

    /**
     * Makes one to ask with.
     *
     * @throws MalformedInputException when type or credential ids are missing
     */
    public static TransactionData of(ObjectNode json) {
        return parse(Base64Url.encode(Json.print(json)));
    }

    /** Returns the string as it was sent. */
    public String encoded() {
        return encoded;
    }

    /** Returns a copy of the JSON in it. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** Returns the identifier of the type. */
    public String type() {
        return type;
    }

    /** Returns the ids of the credential queries that may authorise it; one of them suffices. */
    public List<String> credentialIds() {
        return credentialIds;
    }

    /** Returns the names of the hash functions that were offered; empty when none was named, which means sha-256. */
    public Optional<List<String>> hashAlgorithms() {
        return hashAlgorithms;
    }

    /** Returns whether an answer may use this function. */
    boolean accepts(TransactionHash hash) {
        return hashAlgorithms.map(offered -> offered.contains(hash.wireName())).orElse(hash == TransactionHash.SHA_256);
    }

    Optional<JsonNode> member(String name) {
        return Optional.ofNullable(json.get(name));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TransactionData data && encoded.equals(data.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** Says what it is, and nothing of what is in it. */
    @Override
    public String toString() {
        return "TransactionData[" + type + "]";
    }
}
