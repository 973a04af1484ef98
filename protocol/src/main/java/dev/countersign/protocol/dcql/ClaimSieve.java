package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath.Element;
import dev.countersign.protocol.dcql.ClaimPath.Member;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies those parts of a tree to which paths lead. An array keeps the order of what is left of it; elements nobody
 * asked for are not there, so that later ones move up.
 */
final class ClaimSieve {
    private ClaimSieve() {}

    static ObjectNode sift(ObjectNode from, List<ClaimPath> paths) {
        return part(from, paths, 0) instanceof ObjectNode kept ? kept : Json.object();
    }

    /** Returns what the paths, all of which led here in {@code depth} steps, keep of a value; null if nothing. */
    private static @Nullable JsonNode part(JsonNode value, List<ClaimPath> paths, int depth) {
        if (paths.stream().anyMatch(path -> path.components().size() == depth)) {
            return value.deepCopy();
        }
        if (paths.isEmpty()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode kept = Json.object();
            object.properties().forEach(member -> {
                JsonNode part = part(member.getValue(), through(paths, depth, new Member(member.getKey())), depth + 1);
                if (part != null) {
                    kept.set(member.getKey(), part);
                }
            });
            return kept.isEmpty() ? null : kept;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode kept = array.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                JsonNode part = part(array.get(i), through(paths, depth, new Element(i)), depth + 1);
                if (part != null) {
                    kept.add(part);
                }
            }
            return kept.isEmpty() ? null : kept;
        }
        return null;
    }

    private static List<ClaimPath> through(List<ClaimPath> paths, int depth, ClaimPath.Component next) {
        return paths.stream()
                .filter(path -> ClaimPath.meets(path.components().get(depth), next))
                .collect(Collectors.toList());
    }
}
