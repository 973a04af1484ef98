package dev.countersign.service.interaction;

import dev.countersign.protocol.dcql.ClaimPath;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which attributes stay covered on an agent's screen until somebody asks for them, one by one: shoulders are looked over,
 * screens are shared, and a page that never had a value cannot lose it.
 */
public sealed interface Mask {
    /** Returns whether an attribute is covered. */
    boolean covers(ClaimPath path);

    /** By name: what people are found, called, billed or born by. Too much rather than too little. */
    record Usual() implements Mask {
        private static final Pattern SENSITIVE =
                Pattern.compile("birth|account|iban|number|phone|email|tax|document|administrative|card");

        @Override
        public boolean covers(ClaimPath path) {
            return path.components().stream()
                    .anyMatch(component -> component instanceof ClaimPath.Member member
                            && SENSITIVE.matcher(member.name()).find());
        }
    }

    /**
     * By a list, whatever the names are.
     *
     * @param paths an attribute is covered when it is one of them, holds one, or lies inside one
     */
    record Listed(List<ClaimPath> paths) implements Mask {
        public Listed {
            paths = List.copyOf(paths);
        }

        @Override
        public boolean covers(ClaimPath path) {
            return paths.stream().anyMatch(path::touches);
        }
    }
}
