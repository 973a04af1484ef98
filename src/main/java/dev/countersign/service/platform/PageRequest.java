package dev.countersign.service.platform;

import dev.countersign.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit most items in the page
 * @param after the sort key behind which the page begins; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {
    /** Items in a page when nobody says. */
    public static final int DEFAULT_LIMIT = 50;

    /** Most items in a page. */
    public static final int MAX_LIMIT = 200;

    private static final int MAX_CURSOR_CHARS = 400;

    /**
     * Reads the query parameters {@code limit} and {@code cursor}.
     *
     * @throws Problem when a limit is out of bounds, or the cursor is none of ours
     */
    public static PageRequest parse(@Nullable Integer limit, @Nullable String cursor) {
        int size = limit == null ? DEFAULT_LIMIT : limit;
        if (size < 1 || size > MAX_LIMIT) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "limit: " + size + " (expected: 1 to " + MAX_LIMIT + ")");
        }
        if (cursor == null) {
            return new PageRequest(size, Optional.empty());
        }
        if (cursor.isEmpty() || cursor.length() > MAX_CURSOR_CHARS) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "cursor: (expected: the next_cursor of an earlier page)");
        }
        return new PageRequest(size, Optional.of(new String(Base64Url.decode(cursor), StandardCharsets.UTF_8)));
    }
}
