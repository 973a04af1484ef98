package dev.countersign.protocol.consent;

import dev.countersign.protocol.MalformedInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enum constants as they stand in JSON: lower case, words joined by an underscore. */
final class WireNames {
    private WireNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E parse(Class<E> type, String wireName) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(wireName)) {
                return constant;
            }
        }
        throw new MalformedInputException("Countersign: " + type.getSimpleName() + ": unknown (expected: one of "
                + Arrays.stream(type.getEnumConstants()).map(WireNames::of).collect(Collectors.joining(", "))
                + ")");
    }
}
