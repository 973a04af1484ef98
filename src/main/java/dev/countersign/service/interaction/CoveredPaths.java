package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Paths of covered claims as they are stored: a JSON array of paths. */
public final class CoveredPaths {
    private CoveredPaths() {}

    /** Returns JSON that {@link #parse} reads. */
    public static String print(Set<ClaimPath> paths) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        paths.forEach(path -> array.add(path.toJson()));
        return array.toString();
    }

    /** Reads what {@link #print} wrote. */
    public static Set<ClaimPath> parse(String json) {
        Set<ClaimPath> paths = new HashSet<>();
        Json.parse(json.getBytes(StandardCharsets.UTF_8)).forEach(path -> paths.add(ClaimPath.parse(path)));
        return paths;
    }
}
