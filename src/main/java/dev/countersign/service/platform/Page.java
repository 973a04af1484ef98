package dev.countersign.service.platform;

import dev.countersign.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, and where the next part begins.
 *
 * @param nextCursor absent when this is the last page
 */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
    /** Keeps its own copy. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page.
     *
     * @param found in order, one more than {@link PageRequest#limit} if there are so many
     * @param sortKey what a later {@link PageRequest#after} will be compared with
     */
    public static <T> Page<T> of(List<T> found, PageRequest asked, Function<? super T, String> sortKey) {
        if (found.size() <= asked.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, asked.limit());
        String last = sortKey.apply(items.get(items.size() - 1));
        return new Page<>(items, Optional.of(Base64Url.encode(last.getBytes(StandardCharsets.UTF_8))));
    }

    /** Returns the page with every item shown in another form. */
    public <R> Page<R> map(Function<? super T, ? extends R> form) {
        return new Page<>(items.stream().<R>map(form).toList(), nextCursor);
    }
}
