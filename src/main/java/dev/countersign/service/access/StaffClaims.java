package dev.countersign.service.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which claims of an ID token say what about a member of staff.
 *
 * <p>A claim is named by itself, or by steps into objects, separated by slashes: {@code realm_access/roles}. A claim whose
 * own name has slashes in it wins.
 *
 * @param account the claim with the account's name; the subject stands in when the token has no such claim
 * @param displayName the claim with the name that customers and colleagues read
 * @param team the claim with the team, if there is one
 * @param roles the claim with roles or groups: a text or a list of texts
 * @param values for each of our roles the values of that claim that give it
 */
public record StaffClaims(
        String account, String displayName, Optional<String> team, String roles, Map<String, Set<String>> values) {
    private static final int MAX_NAME_CHARS = 100;

    /** Keeps its own copy of the map. */
    public StaffClaims {
        values = Map.copyOf(values);
    }

    /** Returns what the token calls the account, in lower case; it may still not look like an account's name. */
    String accountIn(ObjectNode claims) {
        return text(claims, account).or(() -> text(claims, "sub")).orElse("").toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns the name to show; empty when the token has none. */
    Optional<String> displayNameIn(ObjectNode claims) {
        return text(claims, displayName).map(StaffClaims::shortened);
    }

    /** Returns the team; empty when the token has none. */
    Optional<String> teamIn(ObjectNode claims) {
        return team.flatMap(claim -> text(claims, claim)).map(StaffClaims::shortened);
    }

    /** Returns our roles that the token's values give; values that nobody mapped give none. */
    Set<String> rolesIn(ObjectNode claims) {
        List<String> held = texts(find(claims, roles));
        Set<String> given = new TreeSet<>();
        values.forEach((role, giving) -> {
            if (held.stream().anyMatch(giving::contains)) {
                given.add(role);
            }
        });
        return given;
    }

    private static Optional<String> text(ObjectNode claims, String claim) {
        return Optional.of(find(claims, claim))
                .filter(JsonNode::isTextual)
                .map(node -> node.textValue().strip())
                .filter(text -> !text.isEmpty());
    }

    private static JsonNode find(ObjectNode claims, String claim) {
        if (claims.has(claim)) {
            return claims.path(claim);
        }
        JsonNode found = claims;
        for (String step : claim.split("/", -1)) {
            found = found.path(step);
        }
        return found;
    }

    private static List<String> texts(JsonNode found) {
        List<String> texts = new ArrayList<>();
        if (found.isTextual()) {
            texts.add(found.textValue());
        }
        if (found.isArray()) {
            found.forEach(item -> {
                if (item.isTextual()) {
                    texts.add(item.textValue());
                }
            });
        }
        return texts;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_NAME_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_NAME_CHARS));
    }
}
