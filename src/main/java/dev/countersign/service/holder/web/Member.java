package dev.countersign.service.holder.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads members of a request body, so that whatever is wrong is pointed at. */
final class Member {
    private Member() {}

    static <T> T required(String pointer, @Nullable String text, Function<String, T> parse) {
        if (text == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.").at(pointer, "missing");
        }
        return read(pointer, text, parse);
    }

    static <T> Optional<T> optional(String pointer, @Nullable String text, Function<String, T> parse) {
        return Optional.ofNullable(text).map(there -> read(pointer, there, parse));
    }

    private static <T> T read(String pointer, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (MalformedInputException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                    .at(pointer, String.valueOf(e.getMessage()));
        }
    }
}
