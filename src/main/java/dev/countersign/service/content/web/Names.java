package dev.countersign.service.content.web;

import dev.countersign.service.content.ContentId;
import dev.countersign.service.content.ReadingId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import java.util.function.Function;

/** Names in paths; one that cannot be is the name of nothing. */
final class Names {
    private Names() {}

    static InteractionId interaction(String text) {
        return name(InteractionId::new, text);
    }

    static ContentId content(String text) {
        return name(ContentId::new, text);
    }

    static ReadingId reading(String text) {
        return name(ReadingId::new, text);
    }

    private static <T> T name(Function<String, T> constructor, String text) {
        try {
            return constructor.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is nothing by that name.");
        }
    }
}
