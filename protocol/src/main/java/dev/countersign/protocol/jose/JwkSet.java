package dev.countersign.protocol.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A set of public keys (RFC 7517 section 5).
 *
 * @param keys those that are understood, in their order; keys of other kinds are left out (RFC 7517 section 5)
 */
public record JwkSet(List<PublicJwk> keys) {
    /** Most keys that are read. */
    public static final int MAX_KEYS = 100;

    /** Copies the list. */
    public JwkSet {
        keys = List.copyOf(keys);
    }

    /**
     * Reads {@code {"keys": [...]}}.
     *
     * @param json untrusted
     * @throws MalformedInputException when it is not that, has more than {@value #MAX_KEYS}, or a key that we
     *     understand is broken or private
     */
    public static JwkSet parse(JsonNode json) {
        JsonNode members = json.get("keys");
        if (members == null || !members.isArray() || members.size() > MAX_KEYS) {
            throw new MalformedInputException("RFC 7517 5.1: keys (expected: an array of at most " + MAX_KEYS + ")");
        }
        List<PublicJwk> keys = new ArrayList<>();
        for (JsonNode member : members) {
            if (isUnderstood(member)) {
                keys.add(PublicJwk.parse(member));
            }
        }
        return new JwkSet(keys);
    }

    private static boolean isUnderstood(JsonNode member) {
        return switch (member.path("crv").asText("")) {
            case "P-256", "P-384", "P-521" -> member.path("kty").asText("").equals("EC");
            case "Ed25519" -> member.path("kty").asText("").equals("OKP");
            default -> false;
        };
    }

    /** Returns the key of this name, if exactly one has it. */
    public Optional<PublicJwk> find(String keyId) {
        List<PublicJwk> found = keys.stream()
                .filter(key -> key.keyId().filter(keyId::equals).isPresent())
                .collect(Collectors.toList());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /**
     * Returns the key of this name for verifying signatures: none when its {@code use}, {@code key_ops} or {@code alg}
     * say that it is for something else (RFC 7517 sections 4.2 to 4.4).
     */
    public Optional<PublicKey> findForVerification(String keyId) {
        return find(keyId).filter(PublicJwk::isForVerification).map(PublicJwk::toPublicKey);
    }

    /** Returns {@code {"keys": [...]}}. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        var array = json.putArray("keys");
        keys.forEach(key -> array.add(key.toJson()));
        return json;
    }
}
