package dev.countersign.service.content;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What somebody is about to upload.
 *
 * @param at when it came about
 * @param size bytes, when they are known
 */
public record NewContent(ContentKind kind, ContentDescription description, Instant at, OptionalLong size) {
    public NewContent {
        if (size.isPresent() && size.getAsLong() < 0) {
            throw new IllegalArgumentException("size: " + size.getAsLong() + " (expected: >= 0)");
        }
    }
}
